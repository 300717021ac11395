import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { desEcbDecrypt } from '../crypto/des.ts';
import { diversifyKeys } from './diversify.ts';

const data = fromHex('d9b1de5d0362dedce4fb');
const same = (key: Uint8Array) => ({ enc: key, mac: key, dek: key });
const master = fromHex('404142434445464748494a4b4c4d4e4f');

test('KDF3 gives the published encryption key', () => {
  const key = fromHex('8c72c72cf908411653018807950d82fbad947562f0828a0b10b8b9606abf3bcd');
  const { enc, mac, dek } = diversifyKeys('kdf3', same(key), data);
  expect(toHex(enc)).toBe('9aac5d0b3601f89438a0d9d0b6b256cfb47e6462dfa5228d3420c4ac7c224781');
  expect(new Set([enc, mac, dek].map(toHex)).size).toBe(3);
});

test.each([
  ['emv', '0362dedce4fb'],
  ['visa2', 'd9b10362dedc'],
] as const)('%s encrypts its part of the diversification data and the purpose of the key', (method, part) => {
  const derived = diversifyKeys(method, same(master), data);
  for (const [name, purpose] of [
    ['enc', '01'],
    ['mac', '02'],
    ['dek', '03'],
  ] as const)
    expect(toHex(desEcbDecrypt(master, derived[name]))).toBe(`${part}f0${purpose}${part}0f${purpose}`);
});

test('without diversification the keys are the master keys', () => {
  expect(diversifyKeys('none', same(master), data)).toEqual(same(master));
});

test.each([
  ['emv', 24, 10],
  ['visa2', 16, 9],
  ['kdf3', 15, 10],
  ['kdf3', 16, 0],
] as const)('%s refuses a key of %i bytes with %i bytes of data', (method, keyLength, dataLength) => {
  expect(() => diversifyKeys(method, same(new Uint8Array(keyLength)), new Uint8Array(dataLength))).toThrow(
    expect.objectContaining({ code: 'diversification.length' }),
  );
});
