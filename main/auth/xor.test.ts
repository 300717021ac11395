import { expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import { xorTestAlgorithm } from './xor.ts';

// Inputs and outputs of a published implementation of TS 34.108 8.1.2, with the default K of its clause 8.2.
const k = fromHex('000102030405060708090a0b0c0d0e0f');
const rand = fromHex('34343434343434343434343434343434');
const sqn = fromHex('000000000001');
const amf = fromHex('8000');

test('TS 34.108 8.1.2', () => {
  const algorithm = xorTestAlgorithm(k);
  const { res, ck, ik, ak } = algorithm.f2345(rand);
  expect(toHex(res)).toBe('34353637303132333c3d3e3f38393a3b');
  expect(toHex(ck)).toBe('353637303132333c3d3e3f38393a3b34');
  expect(toHex(ik)).toBe('3637303132333c3d3e3f38393a3b3435');
  expect(toHex(ak)).toBe('37303132333c');
  expect(toHex(algorithm.f1(rand, sqn, amf))).toBe('343536373030b233');
  expect(toHex(algorithm.f1star(rand, sqn, amf))).toBe('343536373030b233');
  expect(toHex(algorithm.f5star(rand))).toBe('37303132333c');
});

test('RES can be shorter', () => {
  expect(toHex(xorTestAlgorithm(k, 8).f2345(rand).res)).toBe('3435363730313233');
  expect(() => xorTestAlgorithm(k, 3)).toThrow(expect.objectContaining({ code: 'aka.res-length' }));
});
