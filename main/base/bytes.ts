import { InputError } from './error.ts';

/** Lower-case hexadecimal, two digits a byte, no separators. */
export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += byte.toString(16).padStart(2, '0');
  return out;
}

/**
 * Bytes of a hexadecimal text. Spaces, colons and line breaks between digits are ignored; case does not matter.
 * @throws InputError `hex.malformed` for any other character or an odd number of digits.
 */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/[\s:]/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits))
    throw new InputError('hex.malformed', 'This is not a hexadecimal text.', {
      hint: 'Use pairs of the digits 0-9 and A-F, for example 3F00.',
      details: { length: digits.length },
    });
  const out = new Uint8Array(digits.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return out;
}

export function concatBytes(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Byte-wise equality; not constant-time, so never for secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export function startsWithBytes(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, i) => byte === bytes[i]);
}

/** Two bytes, big endian. `value` is taken modulo 65536. */
export function u16be(value: number): Uint8Array {
  return Uint8Array.of((value >> 8) & 0xff, value & 0xff);
}

/** A 16-bit number as four upper-case hexadecimal digits, as FIDs and status words are written. */
export function hex16(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/** An 8-bit number as two upper-case hexadecimal digits. */
export function hex8(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0');
}

/** `bytes` followed by `fill` up to `length`; longer input is returned as it is. */
export function padRight(bytes: Uint8Array, length: number, fill = 0xff): Uint8Array {
  if (bytes.length >= length) return bytes;
  const out = new Uint8Array(length).fill(fill);
  out.set(bytes);
  return out;
}

export function isFilledWith(bytes: Uint8Array, value: number): boolean {
  return bytes.every((byte) => byte === value);
}
