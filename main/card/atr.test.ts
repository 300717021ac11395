import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import { CardError } from '../base/error.ts';
import { decodeAtr } from './atr.ts';

/** A public test UICC. */
const uicc = '3b9f96801f878031e073fe211b674a4c753034054ba9';

test('a UICC: T=0, global bytes for T=15, historical bytes, check byte', () => {
  const atr = decodeAtr(fromHex(uicc));
  expect(atr).toMatchObject({ convention: 'direct', protocols: [0], check: 'right' });
  expect(atr.interfaceBytes).toEqual([
    { protocol: 0, ta: 0x96, td: 0x80 },
    { protocol: 0, td: 0x1f },
    { protocol: 15, ta: 0x87 },
  ]);
  expect(toHex(atr.historical)).toBe('8031e073fe211b674a4c753034054b');
});

test('card capabilities of a UICC: all selections, SFI, four logical channels', () => {
  expect(decodeAtr(fromHex(uicc)).capabilities).toEqual({
    selection: { fullAid: true, partialAid: true, path: true, fid: true },
    sfi: true,
    extendedLength: false,
    commandChaining: false,
    channels: 4,
  });
});

test('a changed byte makes the check wrong, a missing one is missing', () => {
  expect(decodeAtr(fromHex(`${uicc.slice(0, -2)}a8`)).check).toBe('wrong');
  expect(decodeAtr(fromHex(uicc.slice(0, -2))).check).toBe('missing');
});

test('T=0 alone has no check byte; without TD1 it is meant', () => {
  expect(decodeAtr(fromHex('3b0212ab'))).toMatchObject({ protocols: [0], check: 'absent' });
  expect(decodeAtr(fromHex('3b0212ab')).capabilities).toBeUndefined();
});

test('several protocols, inverse convention', () => {
  const atr = decodeAtr(fromHex('3f80800101'));
  expect(atr).toMatchObject({ convention: 'inverse', protocols: [0, 1], check: 'right' });
});

test('capabilities before the status bytes of category 00, and a status indicator that is none', () => {
  expect(decodeAtr(fromHex('3b08 007180000790 0000')).capabilities?.channels).toBe(1);
  expect(decodeAtr(fromHex('3b05 0071809000')).capabilities).toBeUndefined();
});

test.each(['', '3b', '00', '3b10', '3b0f00', '3b8080808080', '3b020000ff00', `3b0f${'00'.repeat(40)}`])(
  '%s is no ATR',
  (hex) => {
    expect(() => decodeAtr(fromHex(hex))).toThrow(expect.objectContaining({ code: 'atr.malformed' }));
  },
);

test('any bytes give an ATR or a CardError', () => {
  const almost = fc.uint8Array({ maxLength: 32 }).map((bytes) => Uint8Array.from([0x3b, ...bytes]));
  fc.assert(
    fc.property(almost, (bytes) => {
      try {
        expect(decodeAtr(bytes).historical.length).toBeLessThanOrEqual(15);
      } catch (error) {
        expect(error).toBeInstanceOf(CardError);
      }
    }),
    { numRuns: 1000 },
  );
});
