import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../base/bytes.ts';
import { kcOfKeys } from './conversion.ts';
import { deriveOpc, milenage } from './milenage.ts';
import published from './vectors/milenage.json' with { type: 'json' };
import { xorBytes } from './xor-bytes.ts';

describe.each(published.sets)('TS 35.207/35.208 set $set', (set) => {
  const k = fromHex(set.K);
  const rand = fromHex(set.RAND);
  const sqn = fromHex(set.SQN);
  const amf = fromHex(set.AMF);

  test('OPc', () => {
    expect(toHex(deriveOpc(k, fromHex(set.OP)))).toBe(set.OPc);
  });

  test('f1 to f5*, AUTN and c3', () => {
    const algorithm = milenage(k, fromHex(set.OPc));
    const { res, ck, ik, ak } = algorithm.f2345(rand);
    const mac = algorithm.f1(rand, sqn, amf);
    expect({
      f1_MAC_A: toHex(mac),
      f1star_MAC_S: toHex(algorithm.f1star(rand, sqn, amf)),
      f2_RES: toHex(res),
      f3_CK: toHex(ck),
      f4_IK: toHex(ik),
      f5_AK: toHex(ak),
      f5star_AK: toHex(algorithm.f5star(rand)),
      AUTN: toHex(concatBytes(xorBytes(sqn, ak), amf, mac)),
      derived_c3_Kc: toHex(kcOfKeys(ck, ik)),
    }).toEqual({
      f1_MAC_A: set.f1_MAC_A,
      f1star_MAC_S: set.f1star_MAC_S,
      f2_RES: set.f2_RES,
      f3_CK: set.f3_CK,
      f4_IK: set.f4_IK,
      f5_AK: set.f5_AK,
      f5star_AK: set.f5star_AK,
      AUTN: set.AUTN,
      derived_c3_Kc: set.derived_c3_Kc,
    });
  });
});

describe('MILENAGE refuses wrong lengths', () => {
  const key = new Uint8Array(16);
  const algorithm = milenage(key, key);
  const wrongLength = expect.objectContaining({ code: 'aka.length' });

  test.each([
    ['K', () => milenage(new Uint8Array(15), key)],
    ['OPc', () => milenage(key, new Uint8Array(17))],
    ['OP', () => deriveOpc(key, new Uint8Array(0))],
    ['RAND', () => algorithm.f5star(new Uint8Array(15))],
    ['SQN', () => algorithm.f1(key, new Uint8Array(5), new Uint8Array(2))],
    ['AMF', () => algorithm.f1star(key, new Uint8Array(6), new Uint8Array(3))],
  ])('of %s', (_, call) => {
    expect(call).toThrow(wrongLength);
  });
});
