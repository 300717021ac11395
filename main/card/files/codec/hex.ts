import { fromHex, toHex } from '../../../base/bytes.ts';
import type { FileValue } from '../declare.ts';
import { malformed, tooLong, unusable } from './errors.ts';
import { fillUp } from './filling.ts';
import { type Part, textOf } from './part.ts';

/** The bytes of a hexadecimal value. @throws InputError `value.malformed` */
export function bytesOf(value: FileValue): Uint8Array {
  const text = textOf(value);
  if (!/^([0-9a-f]{2})*$/i.test(text)) throw unusable('hexadecimal digits in pairs are expected');
  return fromHex(text);
}

/** Bytes shown as they are: lower-case hexadecimal of exactly the part's length. */
export const hexPart: Part<string> = {
  decode: toHex,
  encode(value, size) {
    const bytes = bytesOf(value);
    if (bytes.length > size) throw tooLong(bytes.length, size);
    if (bytes.length < size) throw unusable(`${size} bytes in hexadecimal are expected`);
    return bytes;
  },
  describe: (value) => value,
};

/** Like {@link hexPart}, but a screen never sees it. */
export const secretPart: Part<string> = { ...hexPart, describe: () => 'not shown' };

/** Reserved bytes at the end: hexadecimal without the trailing `FF`; normally the empty text. */
export const reservedPart: Part<string> = {
  decode: (bytes) => toHex(bytes).replace(/(ff)+$/, ''),
  encode: (value, size) => fillUp(bytesOf(value), size),
  describe: (value) => (value === '' ? 'nothing' : value),
};

/** An unsigned big-endian number of one to four bytes. */
export const numberPart: Part<number> = {
  decode(bytes) {
    if (bytes.length === 0 || bytes.length > 4) throw malformed('a number of one to four bytes is expected');
    return bytes.reduce((sum, byte) => sum * 0x100 + byte, 0);
  },
  encode(value, size) {
    const max = 0x100 ** size - 1;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max)
      throw unusable(`a whole number from 0 to ${max} is expected`);
    return Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 0x100 ** (size - 1 - i)) & 0xff);
  },
  describe: String,
};
