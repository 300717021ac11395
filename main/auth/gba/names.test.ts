import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import published from '../vectors/gba.json' with { type: 'json' };
import { formatBTid, parseBTid } from './b-tid.ts';
import { faultOfFqdn } from './fqdn.ts';
import { bsfFqdnOfImpi, bsfFqdnOfImsi, impiOfImsi } from './home-network.ts';
import { decodeNafId, encodeNafId } from './naf-id.ts';
import { describeUaProtocol, pskCipherSuites, uaProtocolOfTls, uaProtocols } from './ua-protocol.ts';

const anyLabel = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,20}[a-zA-Z0-9])?$/);
const anyFqdn = fc.array(anyLabel, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const withCode = (code: string): unknown => expect.objectContaining({ code });

describe('names of the home network', () => {
  test('the examples of TS 23.003', () => {
    expect(impiOfImsi('234150999999999', 2)).toBe('234150999999999@ims.mnc015.mcc234.3gppnetwork.org');
    expect(bsfFqdnOfImsi('234150999999999', 2)).toBe('bsf.mnc015.mcc234.pub.3gppnetwork.org');
    expect(bsfFqdnOfImpi('234150999999999@ims.mnc015.mcc234.3gppnetwork.org')).toBe(
      'bsf.ims.mnc015.mcc234.pub.3gppnetwork.org',
    );
    expect(bsfFqdnOfImpi('user@operator.com')).toBe('bsf.operator.com');
  });

  test('a 3-digit MNC', () => {
    expect(impiOfImsi('310410123456789', 3)).toBe('310410123456789@ims.mnc410.mcc310.3gppnetwork.org');
    expect(bsfFqdnOfImsi('310410123456789', 3)).toBe('bsf.mnc410.mcc310.pub.3gppnetwork.org');
  });

  test('a domain that only ends in the same letters is left alone', () => {
    expect(bsfFqdnOfImpi('user@my3gppnetwork.org')).toBe('bsf.my3gppnetwork.org');
  });

  test.each(['', '12345', '1234567890123456', '23415099999999A', '234150 999999'])(
    'IMSI "%s" is refused',
    (imsi) => {
      expect(() => impiOfImsi(imsi, 2)).toThrow(withCode('gba.imsi'));
    },
  );

  test.each(['', 'user', '@operator.com', 'user@', 'user@oper ator', 'user@operator..com'])(
    'IMPI "%s" is refused',
    (impi) => {
      expect(() => bsfFqdnOfImpi(impi)).toThrow(withCode('gba.impi'));
    },
  );
});

describe('FQDN', () => {
  test.each(['naf.lab', 'localhost', '192.168.10.70', 'xn--bcher-kva.example', `${'a'.repeat(63)}.b`])(
    '%s',
    (name) => {
      expect(faultOfFqdn(name)).toBeUndefined();
    },
  );

  test.each([
    '',
    '.',
    'naf.',
    'a..b',
    '-a.b',
    'a-.b',
    'a_b.c',
    'bücher.example',
    'a b',
    `${'a'.repeat(64)}.b`,
    'a.'.repeat(127) + 'a',
  ])('"%s" is none', (name) => {
    expect(faultOfFqdn(name)).toBeTypeOf('string');
  });
});

describe('NAF_ID', () => {
  test('of the vector', () => {
    const id = encodeNafId({ fqdn: published.Ks_NAF.NAF_FQDN, uaProtocol: published.Ks_NAF.Ua });
    expect(toHex(id)).toBe('6e61662e6c61620100000002');
  });

  test('decode is the inverse of encode', () => {
    fc.assert(
      fc.property(anyFqdn, fc.uint8Array({ minLength: 5, maxLength: 5 }), (fqdn, ua) => {
        const naf = { fqdn, uaProtocol: toHex(ua) };
        expect(decodeNafId(encodeNafId(naf))).toEqual(naf);
      }),
    );
  });

  test('any bytes are a NAF_ID that encodes to the same bytes, or a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          expect(encodeNafId(decodeNafId(bytes))).toEqual(bytes);
        } catch (error) {
          expect(error).toEqual(withCode('gba.naf-id'));
        }
      }),
    );
  });

  test.each([
    ['', '0100000002', 'fqdn.malformed'],
    ['naf.lab', '01000002', 'key.length'],
    ['naf.lab', 'Digest', 'hex.malformed'],
  ])('%s with %s is refused', (fqdn, uaProtocol, code) => {
    expect(() => encodeNafId({ fqdn, uaProtocol })).toThrow(withCode(code));
  });
});

describe('Ua security protocols', () => {
  test('TLS takes in the cipher suite', () => {
    expect(uaProtocolOfTls(pskCipherSuites.get('TLS_PSK_WITH_AES_128_CBC_SHA256')!)).toBe('01000100ae');
    expect(uaProtocolOfTls(0xc0a8)).toBe('010001c0a8');
  });

  test('are described', () => {
    expect(describeUaProtocol(uaProtocols.httpDigest)).toContain('HTTP Digest');
    expect(describeUaProtocol('01000100AE')).toBe('TLS with TLS_PSK_WITH_AES_128_CBC_SHA256');
    expect(describeUaProtocol('010001ffff')).toBe('TLS with cipher suite FFFF');
    expect(describeUaProtocol('0177777777')).toContain('does not know');
    expect(describeUaProtocol('ff00000000')).toContain('another organisation');
    expect(describeUaProtocol('01')).toContain('not a Ua');
  });
});

describe('B-TID', () => {
  const rand = fromHex(published.Ks_NAF.RAND);

  test('is RAND in base64 at the BSF', () => {
    expect(formatBTid({ rand, bsfFqdn: 'bsf.lab' })).toBe('XMAYjsX/DOC/44b2f0auVg==@bsf.lab');
  });

  test('parse is the inverse of format', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), anyFqdn, (random, bsfFqdn) => {
        const transaction = { rand: random, bsfFqdn };
        expect(parseBTid(formatBTid(transaction))).toEqual(transaction);
      }),
    );
  });

  test.each(['', '@', 'XMAYjsX/DOC/44b2f0auVg==', '@bsf.lab', 'XMAYjsX/DOC/44b2f0auVg==@', 'AAAA@bsf.lab'])(
    '"%s" is none',
    (text) => {
      expect(() => parseBTid(text)).toThrow(withCode('gba.b-tid'));
    },
  );

  test('a second @ and other characters are refused', () => {
    expect(() => parseBTid('XMAYjsX/DOC/44b2f0auVg==@bsf.lab@bsf.lab')).toThrow(withCode('gba.b-tid'));
    expect(() => parseBTid('XMAYjsX_DOC-44b2f0auVg==@bsf.lab')).toThrow(withCode('gba.b-tid'));
  });

  test('any text gives a value or a typed error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        for (const parse of [parseBTid, bsfFqdnOfImpi])
          try {
            parse(text);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
      }),
    );
  });
});
