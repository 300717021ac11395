import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../base/error.ts';
import { credentialOfNafKey, type EnrolmentTarget, nafFqdnOfTarget, nafKeyOfMode } from './gba-enrolment.ts';
import { publicDomainNameOfCse } from './public-domain-name.ts';

const withCode = (code: string): unknown => expect.objectContaining({ code });
const maf: EnrolmentTarget = { kind: 'maf', fqdn: 'maf.example.com' };
const cse: EnrolmentTarget = {
  kind: 'cse',
  cse: { node: 'infrastructure', cseId: '//m2m.myoperator.org/in-cse' },
};

describe('the FQDN of the NAF, TS-0003 8.3.2.3', () => {
  test('is that of a MAF', () => {
    expect(nafFqdnOfTarget(maf)).toBe('maf.example.com');
    expect(() => nafFqdnOfTarget({ kind: 'maf', fqdn: 'https://maf' })).toThrow(withCode('fqdn.malformed'));
  });

  test('is the public domain name of a CSE, or the name the operator gave it', () => {
    expect(nafFqdnOfTarget(cse)).toBe('in-cse.m2m.myoperator.org');
    expect(nafFqdnOfTarget({ kind: 'named-cse', fqdn: 'node1.node2.m2m.myoperator.org' })).toBe(
      'node1.node2.m2m.myoperator.org',
    );
  });
});

describe('public domain names of CSEs, TS-0001 6.5.1.1', () => {
  test('an infrastructure node hangs from its service provider', () => {
    expect(
      publicDomainNameOfCse({ node: 'infrastructure', cseId: '/in-cse', serviceProvider: 'sp.example.com' }),
    ).toBe('in-cse.sp.example.com');
  });

  test('a field node hangs from its infrastructure node', () => {
    for (const cseId of ['//m2m.myoperator.org/mn-1', '/mn-1'])
      expect(
        publicDomainNameOfCse({ node: 'field', cseId, infrastructureName: 'in-cse.m2m.myoperator.org' }),
      ).toBe('mn-1.in-cse.m2m.myoperator.org');
  });

  test.each([
    ['an SP-relative CSE-ID alone', { node: 'infrastructure', cseId: '/in-cse' }],
    ['two providers', { node: 'infrastructure', cseId: '//a.org/in-cse', serviceProvider: 'b.org' }],
    ['another domain', { node: 'field', cseId: '//a.org/mn', infrastructureName: 'in.b.org' }],
    [
      'a domain that only ends in the same letters',
      { node: 'field', cseId: '//a.org/mn', infrastructureName: 'in.aa.org' },
    ],
    ['an underscore', { node: 'infrastructure', cseId: '//a.org/in_cse' }],
  ] as const)('%s gives none', (_, wrong) => {
    expect(() => publicDomainNameOfCse(wrong)).toThrow(withCode('onem2m.public-domain-name'));
  });

  test.each(['', 'cse', '/', '//a.org', '//a.org/', '///cse', '/a/b', '//a.org/a/b'])(
    '"%s" is no CSE-ID',
    (cseId) => {
      expect(() =>
        publicDomainNameOfCse({ node: 'infrastructure', cseId, serviceProvider: 'a.org' }),
      ).toThrow(withCode('onem2m.cse-id'));
    },
  );

  test('any text gives a domain name or a typed error', () => {
    const anyCseId = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^(\/\/[a-z.]{0,9})?\/[a-z._-]{0,9}$/),
    );
    fc.assert(
      fc.property(anyCseId, fc.string({ unit: 'binary' }), (cseId, infrastructureName) => {
        for (const cse of [
          { node: 'infrastructure', cseId } as const,
          { node: 'field', cseId, infrastructureName } as const,
        ])
          try {
            expect(publicDomainNameOfCse(cse)).toMatch(/^[A-Za-z0-9.-]+$/);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
      }),
    );
  });
});

describe('the credential, TS-0003 8.3.2.3', () => {
  test('which key', () => {
    expect(nafKeyOfMode('GBA_ME', 'device')).toBe('Ks_NAF');
    expect(nafKeyOfMode('GBA_ME', 'uicc')).toBe('Ks_NAF');
    expect(nafKeyOfMode('GBA_U', 'device')).toBe('Ks_ext_NAF');
    expect(nafKeyOfMode('GBA_U', 'uicc')).toBe('Ks_int_NAF');
  });

  test('is the NAF key itself, named by the B-TID', () => {
    const key = new Uint8Array(32).fill(7);
    const id = 'XMAYjsX/DOC/44b2f0auVg==@bsf.lab';
    expect(credentialOfNafKey(maf, id, key)).toEqual({ kind: 'Km', id, key });
    expect(credentialOfNafKey(cse, id, key)).toEqual({ kind: 'Kpsa', id, key });
  });
});
