import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from '../main/base/bytes.ts';
import { firstProtocol } from './atr-protocol.ts';

test('a UICC with T=0 in TD1', () => {
  expect(firstProtocol(fromHex('3b9f96803fc7a08031e073fe211b63e206a807830f9000b1'))).toBe('T=0');
});

test('a card without TD1 speaks T=0', () => {
  expect(firstProtocol(fromHex('3b02145000'))).toBe('T=0');
});

test('a bank card that offers T=1 first', () => {
  expect(firstProtocol(fromHex('3bf01800008131fe45'))).toBe('T=1');
});

test('T=1 after TA1, TB1 and TC1', () => {
  expect(firstProtocol(fromHex('3bf0111213817000'))).toBe('T=1');
});

test('any bytes give a protocol', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (atr) => {
      expect(['T=0', 'T=1']).toContain(firstProtocol(atr));
    }),
  );
});
