import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneM2mFiles } from '../../table.ts';
import { checkIdentifier } from './by-file.ts';

const good: readonly (readonly [string, readonly string[]])[] = [
  ['EF_1M2MSID', ['sub-0001', '//sp.example.com/sub%201', 'a']],
  ['EF_1M2MSPID', ['//sp.example.com', 'sp.example.com', '//globalm2m']],
  ['EF_M2MNID', ['urn:gsma:imei:90420156-025763-0;svn=42', '0.2.481.1.100.3030.10011', 'node-7']],
  ['EF_CSEID', ['/cse1', '//myoperator.com/cse1', '/CSE_1.gw-2']],
  [
    'EF_M2MAE-ID',
    ['//myoperator.com/S563423', '//myoperator.com/cse2/C3532ea3', '/cse2/C3532ea3', '/S563423', 'S563423'],
  ],
  ['EF_INCSEIDS', ['//myoperator.com/in-cse']],
  ['EF_MAFFQDN', ['maf.example.com', 'MAF.3gppnetwork.org', 'xn--mller-kva.example']],
  ['EF_MEFID', ['mef.example.com', '192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1']],
];

const bad: readonly (readonly [string, string, string])[] = [
  ['EF_1M2MSID', '', 'it is empty'],
  ['EF_1M2MSID', 'sub 1', 'it has a space'],
  ['EF_1M2MSID', 'süb', '“ü” is not a character'],
  ['EF_1M2MSID', 'sub%2', 'a % is not followed'],
  ['EF_1M2MSPID', '//', 'the FQDN of the service provider is missing'],
  ['EF_1M2MSPID', '//Sp.example.com', 'capital letters'],
  ['EF_1M2MSPID', '//sp.example.com/', 'after a slash'],
  ['EF_1M2MSPID', '//3sp.example.com', 'begins with a digit'],
  ['EF_1M2MSPID', '//sp..example', 'an empty label'],
  ['EF_1M2MSPID', '//sp-.example', 'not a label'],
  ['EF_M2MNID', 'urn:imei', 'begins like a URN'],
  ['EF_CSEID', 'cse1', 'does not begin with a slash'],
  ['EF_CSEID', '//sp.example.com', 'nothing follows the service provider'],
  ['EF_CSEID', '/cse1/base', 'more than the name of one CSE'],
  ['EF_CSEID', '/-cse', 'does not begin with a letter or digit'],
  ['EF_CSEID', '/cse 1', 'other characters'],
  ['EF_CSEID', '/', 'a part between two slashes is empty'],
  ['EF_M2MAE-ID', 'C3532ea3', 'means nothing without the CSE-ID'],
  ['EF_M2MAE-ID', 'app1', 'does not begin with S'],
  ['EF_M2MAE-ID', '/cse2/S1', 'does not begin with C'],
  ['EF_M2MAE-ID', '//sp.example.com/cse2/C1/x', 'more than a CSE-ID and a stem'],
  ['EF_M2MAE-ID', 'S', 'no letters or digits follow the S'],
  ['EF_MAFFQDN', 'maf', 'it has no domain'],
  ['EF_MAFFQDN', '192.0.2.1', 'it is an IPv4 address'],
  ['EF_MAFFQDN', 'maf.example.com.', 'an empty label'],
  ['EF_MAFFQDN', 'maf_1.example.com', 'other characters'],
  ['EF_MAFFQDN', `${'m'.repeat(64)}.example`, 'longer than 63'],
  ['EF_MEFID', '2001:db8::g', 'no IPv6 address'],
  ['EF_MEFID', 'mef:8443', 'no IPv6 address'],
  ['EF_MEFID', '192.0.2.256', 'digits only'],
];

describe('syntax of oneM2M identifiers', () => {
  it.each(good.flatMap(([file, texts]) => texts.map((text) => [file, text] as const)))(
    '%s accepts %s',
    (file, text) => {
      expect(checkIdentifier(file, text)).toEqual({ ok: true });
    },
  );

  it.each(bad)('%s refuses “%s”: %s', (file, text, reason) => {
    const check = checkIdentifier(file, text);
    expect(check).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
    expect(check).toHaveProperty('clause');
  });

  it('has a check for each oneM2M file with identifiers and none for the service table', () => {
    const checked = oneM2mFiles.filter(({ name }) => checkIdentifier(name, 'x') !== undefined);
    expect(checked.map(({ name }) => name)).toEqual(
      oneM2mFiles.map(({ name }) => name).filter((name) => name !== 'EF_1M2MST'),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...oneM2mFiles.map(({ name }) => name)),
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.ipV6(), fc.domain()),
        (name, text) => {
          checkIdentifier(name, text);
        },
      ),
    );
  });
});
