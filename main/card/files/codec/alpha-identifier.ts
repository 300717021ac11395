import { concatBytes, isFilledWith } from '../../../base/bytes.ts';
import { malformed, unusable } from './errors.ts';
import { fillUp } from './filling.ts';
import { decodeGsmText, encodeGsmText, gsmCharacter, gsmCode } from './gsm-alphabet.ts';
import { type Part, textOf } from './part.ts';

/** Characters in one half-page of UCS2, which forms 81 and 82 reach from their base. */
const halfPage = 0x80;

/**
 * A name for a screen, ETSI TS 102 221 annex A: the GSM default alphabet, one character a byte, or UCS2 in one of three forms marked
 * by the first byte: 80 two bytes a character, 81 and 82 a base and one byte a character. Filled up with `FF`. Written in the
 * GSM alphabet where that has all the characters, else in the shortest form.
 */
export const alphaPart: Part<string> = {
  decode(bytes) {
    const [form = 0xff] = bytes;
    switch (form) {
      case 0x80:
        return decodeUcs2(bytes.subarray(1));
      case 0x81:
        return decodeBased(bytes, 3, (bytes[2] ?? 0) << 7);
      case 0x82:
        return decodeBased(bytes, 4, ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0));
      default:
        return decodeGsmText(withoutFilling(bytes));
    }
  },
  encode: (value, size) => fillUp(encodeAlpha(textOf(value)), size),
  describe: (value) => (value === '' ? 'none' : value),
};

/** The bytes of a name without filling. @throws InputError `value.malformed` */
export function encodeAlpha(text: string): Uint8Array {
  const gsm = encodeGsmText(text);
  if (gsm !== undefined) return gsm;
  const codes = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  if (codes.some((code) => isSurrogate(code) || code === 0xffff))
    throw unusable('a character is outside of UCS2, which names on a card are limited to');
  const forms = [encodeBased81(text, codes), encodeBased82(text, codes), encodeUcs2(codes)];
  return forms
    .filter((form) => form !== undefined)
    .reduce((shortest, form) => (form.length < shortest.length ? form : shortest));
}

function decodeUcs2(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const code = (bytes[i]! << 8) | bytes[i + 1]!;
    if (code === 0xffff) {
      if (!isFilledWith(bytes.subarray(i), 0xff))
        throw malformed('characters follow after the end of the name');
      return text;
    }
    if (isSurrogate(code)) throw malformed('half a surrogate pair is no character of UCS2');
    text += String.fromCharCode(code);
  }
  if (bytes.length % 2 === 1 && bytes.at(-1) !== 0xff) throw malformed('the last UCS2 character is cut off');
  return text;
}

function encodeUcs2(codes: readonly number[]): Uint8Array {
  return Uint8Array.from([0x80, ...codes.flatMap((code) => [code >> 8, code & 0xff])]);
}

/** Forms 81 and 82: a byte below 80 is a character of the GSM alphabet, any other an offset from `base`. */
function decodeBased(bytes: Uint8Array, head: number, base: number): string {
  const count = bytes[1] ?? 0;
  if (bytes.length < head + count)
    throw malformed(
      `the name has ${count} characters and there is room for ${Math.max(0, bytes.length - head)}`,
    );
  if (!isFilledWith(bytes.subarray(head + count), 0xff))
    throw malformed('characters follow after the end of the name');
  let text = '';
  for (const byte of bytes.subarray(head, head + count)) {
    const code = base + (byte & 0x7f);
    const character = byte < 0x80 ? gsmCharacter(byte) : String.fromCharCode(code);
    if (character === undefined || (byte >= 0x80 && (isSurrogate(code) || code > 0xffff)))
      throw malformed('an escape or half a surrogate pair is no character here');
    text += character;
  }
  return text;
}

function encodeBased81(text: string, codes: readonly number[]): Uint8Array | undefined {
  const base = Math.min(...codes.filter((_, i) => gsmCode(text[i]!) === undefined)) & ~(halfPage - 1);
  const body = offsetsFrom(base, text, codes);
  return base >= 0x8000 || body === undefined
    ? undefined
    : concatBytes([0x81, codes.length, base >> 7], body);
}

function encodeBased82(text: string, codes: readonly number[]): Uint8Array | undefined {
  const base = Math.min(...codes.filter((_, i) => gsmCode(text[i]!) === undefined));
  const body = offsetsFrom(base, text, codes);
  return body === undefined ? undefined : concatBytes([0x82, codes.length, base >> 8, base & 0xff], body);
}

function offsetsFrom(base: number, text: string, codes: readonly number[]): Uint8Array | undefined {
  if (codes.length > 0xff) return undefined;
  const offsets = codes.map(
    (code, i) => gsmCode(text[i]!) ?? (code - base < halfPage ? halfPage + code - base : -1),
  );
  return offsets.includes(-1) ? undefined : Uint8Array.from(offsets);
}

function withoutFilling(bytes: Uint8Array): Uint8Array {
  const end = bytes.findLastIndex((byte) => byte !== 0xff) + 1;
  return bytes.subarray(0, end);
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
