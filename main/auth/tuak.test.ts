import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import { defaultTuakOptions, deriveTopc, type TuakOptions, tuak } from './tuak.ts';
import published from './vectors/tuak.json' with { type: 'json' };

describe.each(published.sets)('TS 35.232/35.233 set $set', (set) => {
  const [k, rand, sqn, amf] = [set.K, set.RAND, set.SQN, set.AMF].map(fromHex) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const options = {
    macLength: set.lengths_bits.LEN_MAC,
    resLength: set.lengths_bits.LEN_RES,
    ckLength: set.lengths_bits.LEN_CK,
    ikLength: set.lengths_bits.LEN_IK,
    iterations: set.keccak_iterations,
  } as TuakOptions;

  test('TOPc', () => {
    expect(toHex(deriveTopc(k, fromHex(set.TOP), set.keccak_iterations))).toBe(set.TOPc);
  });

  test('f1 to f5*', () => {
    const algorithm = tuak(k, fromHex(set.TOPc), options);
    const { res, ck, ik, ak } = algorithm.f2345(rand);
    expect({
      f1: toHex(algorithm.f1(rand, sqn, amf)),
      f1star: toHex(algorithm.f1star(rand, sqn, amf)),
      f2_RES: toHex(res),
      f3_CK: toHex(ck),
      f4_IK: toHex(ik),
      f5_AK: toHex(ak),
      f5star_AK: toHex(algorithm.f5star(rand)),
    }).toEqual({
      f1: set.f1,
      f1star: set.f1star,
      f2_RES: set.f2_RES,
      f3_CK: set.f3_CK,
      f4_IK: set.f4_IK,
      f5_AK: set.f5_AK,
      f5star_AK: set.f5star_AK,
    });
  });
});

describe('TUAK', () => {
  const k = new Uint8Array(16).fill(0xab);
  const top = new Uint8Array(32).fill(0x55);
  const rand = new Uint8Array(16).fill(0x42);

  test('a second iteration gives other values', () => {
    expect(deriveTopc(k, top, 2)).not.toEqual(deriveTopc(k, top, 1));
    const once = tuak(k, top, defaultTuakOptions).f2345(rand);
    const twice = tuak(k, top, { ...defaultTuakOptions, iterations: 2 }).f2345(rand);
    expect(twice.res).not.toEqual(once.res);
  });

  test.each([0, -1, 1.5, 256])('%d iterations are refused', (iterations) => {
    expect(() => deriveTopc(k, top, iterations)).toThrow(
      expect.objectContaining({ code: 'aka.tuak-iterations' }),
    );
  });

  test('wrong lengths are refused', () => {
    expect(() => tuak(k.subarray(1), top)).toThrow(expect.objectContaining({ code: 'aka.length' }));
    expect(() => tuak(k, top.subarray(1))).toThrow(expect.objectContaining({ code: 'aka.length' }));
    expect(() => tuak(k, top).f2345(rand.subarray(1))).toThrow(
      expect.objectContaining({ code: 'aka.length' }),
    );
  });
});
