import { isFilledWith, padRight } from '../../../base/bytes.ts';
import type { FieldSpan } from '../declare.ts';
import { bytes as count, malformed, tooLong } from './errors.ts';

/** `content` filled up with `FF` to `size` bytes. @throws InputError `value.too-long` */
export function fillUp(content: Uint8Array, size: number): Uint8Array {
  if (content.length > size) throw tooLong(content.length, size);
  return padRight(content, size);
}

/** `FF` throughout, or `00` throughout, which ISO/IEC 7816-4 5.2.2.1 also lets stand after a data object. */
export function isFilling(bytes: Uint8Array): boolean {
  return isFilledWith(bytes, 0xff) || isFilledWith(bytes, 0x00);
}

/** @throws CardError `file.malformed` when something other than filling follows `end`. */
export function expectFilling(bytes: Uint8Array, end: number): void {
  if (!isFilling(bytes.subarray(end)))
    throw malformed(`after the value, from byte ${end + 1} on, other bytes than FF follow`);
}

/** The bytes from `end` on as a field; nothing when there are none. */
export function fillingField(bytes: Uint8Array, end: number): readonly FieldSpan[] {
  const rest = bytes.subarray(end);
  if (rest.length === 0) return [];
  const span = { name: 'Unused', value: count(rest.length), offset: end, length: rest.length };
  if (isFilledWith(rest, 0xff)) return [span];
  return [{ ...span, note: isFilling(rest) ? 'filled with 00 instead of FF' : 'not filled with FF' }];
}
