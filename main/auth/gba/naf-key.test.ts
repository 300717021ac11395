import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import published from '../vectors/gba.json' with { type: 'json' };
import { kdfInput } from './kdf.ts';
import { encodeNafId } from './naf-id.ts';
import {
  deriveKsExtNaf,
  deriveKsIntNaf,
  deriveKsNaf,
  ksOfAka,
  type NafKeyInputs,
  nafKeyInput,
} from './naf-key.ts';
import { deriveTmpi } from './tmpi.ts';

const vector = published.Ks_NAF;
const ks = ksOfAka(fromHex(vector.CK), fromHex(vector.IK));
const inputs: NafKeyInputs = {
  rand: fromHex(vector.RAND),
  impi: vector.IMPI,
  nafId: encodeNafId({ fqdn: vector.NAF_FQDN, uaProtocol: vector.Ua }),
};

describe('keys for a NAF', () => {
  test('Ks_NAF, and Ks_ext_NAF by the same derivation', () => {
    expect(toHex(nafKeyInput('gba-me', inputs))).toBe(vector.S);
    expect(toHex(deriveKsNaf(ks, inputs))).toBe(vector.out);
    expect(toHex(deriveKsExtNaf(ks, inputs))).toBe(vector.out);
  });

  test('Ks_int_NAF', () => {
    expect(toHex(nafKeyInput('gba-u', inputs))).toBe(published.Ks_int_NAF.S);
    expect(toHex(deriveKsIntNaf(ks, inputs))).toBe(published.Ks_int_NAF.out);
  });

  test('the IMPI is brought to Normalization Form KC', () => {
    const composed = { ...inputs, impi: '\u00e9@example.com' };
    const decomposed = { ...inputs, impi: 'e\u0301@example.com' };
    expect(deriveKsNaf(ks, decomposed)).toEqual(deriveKsNaf(ks, composed));
  });

  test.each([
    ['CK', () => ksOfAka(new Uint8Array(15), new Uint8Array(16)), 'key.length'],
    ['IK', () => ksOfAka(new Uint8Array(16), new Uint8Array(17)), 'key.length'],
    ['Ks', () => deriveKsNaf(new Uint8Array(31), inputs), 'key.length'],
    ['RAND', () => deriveKsNaf(ks, { ...inputs, rand: new Uint8Array() }), 'key.length'],
    ['an empty IMPI', () => deriveKsNaf(ks, { ...inputs, impi: '' }), 'key.character-string'],
    ['an IMPI without UTF-8', () => deriveKsNaf(ks, { ...inputs, impi: '\ud800' }), 'key.character-string'],
    ['a huge parameter', () => kdfInput(1, new Uint8Array(65536)), 'gba.parameter-length'],
  ])('refuses wrong %s', (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });

  test('S tells where one parameter ends and the next begins', () => {
    const a = Uint8Array.of(1);
    const b = Uint8Array.of(2, 3);
    expect(toHex(kdfInput(0x01, a, b))).toBe('0101000102030002');
    expect(kdfInput(0x01, concatBytes(a, b))).not.toEqual(kdfInput(0x01, a, b));
  });
});

test('TMPI, against a value computed with Python', () => {
  const tmpi = deriveTmpi(ks, { rand: inputs.rand, impi: inputs.impi, bsfFqdn: 'bsf.lab' });
  expect(tmpi).toBe('1NSvnUsIGV0Pg06YULlMhRUO3IwzcmHl@tmpi.bsf.3gppnetwork.org');
});
