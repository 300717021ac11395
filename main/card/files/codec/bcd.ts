import { malformed, tooLong, unusable } from './errors.ts';
import { type Part, textOf } from './part.ts';

/** Digits of identifiers. */
export const decimalDigits = '0123456789';
/** ICCIDs of some issuers have A to E among their digits. */
export const iccidDigits = '0123456789ABCDE';
/** Digits of dialling numbers, 3GPP TS 31.102 table 4.4: `p` separates, `?` is a wild digit, `e` is reserved. */
export const diallingDigits = '0123456789*#p?e';

const end = 0x0f;

/**
 * Digits of four bits, the lower half of a byte first, ended by `F`. `alphabet` gives the character of each value.
 * @throws CardError `file.malformed` for a value without a character and for a digit after the end.
 */
export function decodeBcd(bytes: Uint8Array, alphabet: string): string {
  let digits = '';
  let ended = false;
  for (const half of [...bytes].flatMap((byte) => [byte & 0x0f, byte >> 4])) {
    if (half === end) {
      ended = true;
      continue;
    }
    const digit = alphabet[half];
    if (digit === undefined) throw malformed(`${half.toString(16).toUpperCase()} is not a digit`);
    if (ended) throw malformed('a digit follows after the end of the number');
    digits += digit;
  }
  return digits;
}

/** Exactly `size` bytes, filled up with `F`. @throws InputError `value.malformed`, `value.too-long` */
export function encodeBcd(digits: string, alphabet: string, size: number): Uint8Array {
  const halves = Array.from(digits, (digit) => alphabet.indexOf(digit));
  if (halves.includes(-1)) throw unusable(`only ${alphabet} are digits here`);
  if (halves.length > 2 * size) throw tooLong(Math.ceil(halves.length / 2), size);
  return Uint8Array.from(
    { length: size },
    (_, i) => (halves[2 * i] ?? end) | ((halves[2 * i + 1] ?? end) << 4),
  );
}

export function bcdPart(alphabet: string): Part<string> {
  return {
    decode: (bytes) => decodeBcd(bytes, alphabet),
    encode: (value, size) => encodeBcd(textOf(value), alphabet, size),
    describe: (value) => (value === '' ? 'none' : value),
  };
}
