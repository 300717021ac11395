import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import published from '../vectors/ts0003-keys.json' with { type: 'json' };
import { deriveEndToEndKeys, deriveEndToEndMaster } from './end-to-end-keys.ts';
import { deriveKm, deriveKpsa } from './enrolment-keys.ts';
import { formatKeyIdentifier, parseKeyIdentifier, relativeIdBytes } from './key-identifier.ts';
import { splitExportedKey, tlsExportLabels, tlsExportLength } from './tls-export.ts';

const values = published.values;
const withCode = (code: string): unknown => expect.objectContaining({ code });

describe('TLS key export, 10.3.1', () => {
  const vector = values['10.3.1'];

  test('label, length and parts', () => {
    expect(tlsExportLabels.enrolment).toBe(vector.label);
    expect(tlsExportLength).toBe(vector.length);
    const { relativeId, key } = splitExportedKey(fromHex(vector.ekm));
    expect(toHex(relativeId)).toBe(vector['RelativeKeID_hex(16 most significant bytes)']);
    expect(toHex(key)).toBe(vector['Ke(32 least significant bytes)']);
  });

  test('another length is refused', () => {
    expect(() => splitExportedKey(new Uint8Array(47))).toThrow(withCode('key.length'));
  });
});

describe('key identifiers, 10.3.4 and 10.3.5', () => {
  const vector = values['10.3.4_KeID'];
  const relativeId = fromHex(vector.RelativeKeID);

  test('in both cases', () => {
    expect(formatKeyIdentifier(relativeId, vector['MEF-FQDN'], 'lower')).toBe(vector.KeID);
    expect(formatKeyIdentifier(relativeId, vector['MEF-FQDN'])).toBe(
      'A0A1A2A3A4A5A6A7A8A9AAABACADAEAF@mef.example.com',
    );
  });

  test('are read in either case', () => {
    for (const hexCase of ['upper', 'lower'] as const) {
      const read = parseKeyIdentifier(formatKeyIdentifier(relativeId, 'mef.example.com', hexCase));
      expect(read.issuerFqdn).toBe('mef.example.com');
      expect(relativeIdBytes(read)).toEqual(relativeId);
    }
  });

  test('a KpsaID need not be hexadecimal', () => {
    const read = parseKeyIdentifier('key_1.a-b@sp.example.com');
    expect(read).toEqual({ relative: 'key_1.a-b', issuerFqdn: 'sp.example.com' });
    expect(relativeIdBytes(read)).toBeUndefined();
  });

  test.each([
    '',
    '@',
    'key',
    'key@',
    '@sp.example.com',
    'a b@sp.example.com',
    'a@b@c',
    'key@-sp',
    'AA==@bsf.lab',
  ])('"%s" is refused', (text) => {
    expect(() => parseKeyIdentifier(text)).toThrow(withCode('onem2m.key-identifier'));
  });

  test('any text gives an identifier or a typed error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          const { relative, issuerFqdn } = parseKeyIdentifier(text);
          expect(`${relative}@${issuerFqdn}`).toBe(text);
        } catch (error) {
          expect(error).toEqual(withCode('onem2m.key-identifier'));
        }
      }),
    );
  });

  test('wrong parts are refused', () => {
    expect(() => formatKeyIdentifier(new Uint8Array(15), 'mef.example.com')).toThrow(withCode('key.length'));
    expect(() => formatKeyIdentifier(relativeId, 'mef example')).toThrow(withCode('fqdn.malformed'));
  });
});

describe('keys derived of Ke', () => {
  const km = values['10.3.2_Km'];
  const kpsa = values['10.3.3_Kpsa_absoluteCSEID'];
  const ke = fromHex(km.key);

  test('Km, 10.3.2', () => {
    expect(toHex(deriveKm(ke, 'maf.example.com'))).toBe(km.out);
  });

  test('Kpsa, 10.3.3, for the absolute CSE-ID', () => {
    expect(toHex(deriveKpsa(fromHex(kpsa.key), '//sp.example.com/cse-b'))).toBe(kpsa.out);
    expect(toHex(deriveKpsa(ke, '/cse-b'))).not.toBe(kpsa.out);
  });

  test('identifiers are brought to Normalization Form KC', () => {
    expect(deriveKpsa(ke, '/e\u0301')).toEqual(deriveKpsa(ke, '/\u00e9'));
  });

  test('wrong inputs are refused', () => {
    expect(() => deriveKm(new Uint8Array(16), 'maf.example.com')).toThrow(withCode('key.length'));
    expect(() => deriveKm(ke, '')).toThrow(withCode('key.character-string'));
    expect(() => deriveKpsa(new Uint8Array(), '/cse-b')).toThrow(withCode('key.length'));
    expect(() => deriveKpsa(ke, '/\udc00')).toThrow(InputError);
  });
});

describe('end-to-end keys, 10.3.6', () => {
  const vector = values['10.3.6.1_Ke2e_master'];
  const kpsa = fromHex(vector.Kpsa);

  test('the master key', () => {
    expect(toHex(deriveEndToEndMaster(kpsa, fromHex(vector.salt)))).toBe(vector.out);
  });

  test('an absent salt is as one of zeros', () => {
    expect(deriveEndToEndMaster(kpsa)).toEqual(deriveEndToEndMaster(kpsa, new Uint8Array(32)));
  });

  test('the four keys; those of attributes against values computed with Python', () => {
    const keys = deriveEndToEndKeys(fromHex(vector.out));
    expect(toHex(keys.messageAuthentication)).toBe(values['10.3.6.2_Ke2e_msg_auth'].out);
    expect(toHex(keys.messageConfidentiality)).toBe(values['10.3.6.2_Ke2e_msg_conf'].out);
    expect(toHex(keys.attributeAuthentication)).toBe(
      '7f32e7fcd424b83ec3dc013c52ac1e642d19033eeda9b7f6689a2cb2a6bd08a8',
    );
    expect(toHex(keys.attributeConfidentiality)).toBe(
      '81d1f6d672bf2ac06a24fd63f6f54e26eb57fd1fbd4cefa208accc4bf7946810',
    );
  });

  test('are as long as the hash', () => {
    const master = deriveEndToEndMaster(kpsa, undefined, 'sha512');
    expect(Object.values(deriveEndToEndKeys(master, 'sha512')).map((key) => key.length)).toEqual([
      64, 64, 64, 64,
    ]);
  });

  test('no Kpsa, no key', () => {
    expect(() => deriveEndToEndMaster(new Uint8Array())).toThrow(withCode('key.length'));
  });
});
