import { fromHex, toHex } from '../../../base/bytes.ts';
import { attempt } from '../codec/errors.ts';

const asHex = /^0x((?:[0-9a-f]{2})*)$/i;

/** The text that `decode` finds in `bytes`, or `0x` and hexadecimal where it finds none or one that could not be told from it. */
export function textOrHex(bytes: Uint8Array, decode: (bytes: Uint8Array) => string): string {
  const read = attempt(() => decode(bytes));
  const readable = read.ok && !/\p{Cc}/u.test(read.value) && !asHex.test(read.value);
  return readable ? read.value : `0x${toHex(bytes)}`;
}

/** The bytes of a text that {@link textOrHex} gave. */
export function bytesOfTextOrHex(text: string, encode: (text: string) => Uint8Array): Uint8Array {
  const hex = asHex.exec(text)?.[1];
  return hex === undefined ? encode(text) : fromHex(hex);
}
