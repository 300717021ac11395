import { malformed, unusable } from './errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The text of UTF-8 bytes, RFC 3629. @throws CardError `file.malformed` */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    // The decoder's only error is that the bytes are not UTF-8; it does not say where.
    throw malformed('the text is not valid UTF-8');
  }
}

/** @throws InputError `value.malformed` for half a surrogate pair, which UTF-8 cannot hold. */
export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw unusable('the text has half a surrogate pair');
  return encoder.encode(text);
}
