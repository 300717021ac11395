import { expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import { kcOfKeys, sresOfRes } from './conversion.ts';

test('c2 folds RES, filled up with zeros, to four bytes', () => {
  expect(toHex(sresOfRes(fromHex('01020304')))).toBe('01020304');
  expect(toHex(sresOfRes(fromHex('0102030410203040')))).toBe('11223344');
  expect(toHex(sresOfRes(fromHex('010203041020304080')))).toBe('91223344');
  expect(toHex(sresOfRes(fromHex('01020304102030408080808000000001')))).toBe('91a2b3c5');
});

test('c3 folds CK and IK to eight bytes', () => {
  const ck = fromHex('0101010101010101 0202020202020202');
  const ik = fromHex('0404040404040404 0808080808080808');
  expect(toHex(kcOfKeys(ck, ik))).toBe('0f0f0f0f0f0f0f0f');
});

test('other lengths are refused', () => {
  expect(() => sresOfRes(new Uint8Array(3))).toThrow(expect.objectContaining({ code: 'aka.length' }));
  expect(() => kcOfKeys(new Uint8Array(16), new Uint8Array(32))).toThrow(
    expect.objectContaining({ code: 'aka.length' }),
  );
});
