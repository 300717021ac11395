import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { type GsmTriplet, gsmBootstrappingResponse, ksOfGsm } from './gsm-bootstrapping.ts';

const triplet: GsmTriplet = {
  rand: fromHex('23553cbe9637a89d218ae64dae47bf35'),
  sres: fromHex('46f8416a'),
  kc: fromHex('eae4be823af9a08b'),
};
const ksInput = fromHex('000102030405060708090a0b0c0d0e0f');

describe('2G GBA, against values computed with Python', () => {
  test('RES', () => {
    expect(toHex(gsmBootstrappingResponse(triplet))).toBe('91a40904556e5b5427543b008b1fc21e');
  });

  test('Ks', () => {
    expect(toHex(ksOfGsm(triplet, ksInput))).toBe(
      'c5d9f66ac017806bf19b3c9f15a5b105b58c169f061e2098f197f008a1df1990',
    );
  });
});

test.each([
  ['RAND', { ...triplet, rand: new Uint8Array(15) }, ksInput],
  ['SRES', { ...triplet, sres: new Uint8Array(5) }, ksInput],
  ['Kc', { ...triplet, kc: new Uint8Array(0) }, ksInput],
  ['Ks-input', triplet, new Uint8Array(8)],
])('a wrong length of %s is refused', (_, wrong, input) => {
  expect(() => ksOfGsm(wrong, input)).toThrow(expect.objectContaining({ code: 'key.length' }));
});
