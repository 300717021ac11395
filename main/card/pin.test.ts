import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '../base/bytes.ts';
import { InputError } from '../base/error.ts';
import { encodePinDigits, encodePinHex } from './pin.ts';

test('digits as ASCII, filled up with FF; hexadecimal as it is', () => {
  expect(toHex(encodePinDigits('1234'))).toBe('31323334ffffffff');
  expect(toHex(encodePinDigits('12345678'))).toBe('3132333435363738');
  expect(toHex(encodePinHex('31 32 33 ff:ff:ff:ff:ff'))).toBe('313233ffffffffff');
  expect(toHex(encodePinHex('0123456789ABCDEF'))).toBe('0123456789abcdef');
});

test.each(['', '123', '123456789', '12a4', '１２３４', ' 1234'])('“%s” is no PIN', (text) => {
  expect(() => encodePinDigits(text)).toThrow(InputError);
});

test.each(['', '0', '0g', '313233', '00112233445566', '001122334455667788'])('“%s” is no key', (text) => {
  expect(() => encodePinHex(text)).toThrow(InputError);
});

test('errors never repeat the value', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{17,20}$/), (secret) => {
      for (const encode of [encodePinDigits, encodePinHex])
        expect(toldBy(() => encode(secret))).not.toContain(secret);
    }),
  );
});

/** Everything an error tells; the call must throw one. */
function toldBy(refused: () => unknown): string {
  try {
    refused();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [error.message, error.hint, error.meaning, error.stack, JSON.stringify(error.details)].join(' ');
  }
  throw new RangeError('nothing was refused');
}
