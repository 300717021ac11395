import { concatBytes } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';

/** One BER-TLV data object as it stood in its input. */
export interface Tlv {
  /** All bytes of the tag as one big-endian number: `0x80`, `0x7F50`. */
  readonly tag: number;
  readonly value: Uint8Array;
  /** Where the tag begins in the input. */
  readonly offset: number;
  /** Where the value ends in the input: the offset of what follows. */
  readonly end: number;
}

/** A tag has at most this many bytes, a length at most one byte more (81 to 84 and the number itself). */
const maxTagBytes = 4;
const maxLengthBytes = 4;

/**
 * The data objects in `bytes`, one after another; the insides of constructed ones are decoded by another call on `value`, so no
 * input can nest the decoder. Bytes `00` and `FF` before, between and after objects are filling and are skipped (ISO/IEC 7816-4
 * 5.2.2). Total: a cut-off object, an indefinite or overlong length or tag is a CardError `tlv.malformed`.
 */
export function decodeTlvs(bytes: Uint8Array): readonly Tlv[] {
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === 0x00 || bytes[at] === 0xff) {
      at++;
      continue;
    }
    const tlv = decodeTlvAt(bytes, at);
    found.push(tlv);
    at = tlv.end;
  }
  return found;
}

/** The one data object that begins at `offset`; what follows it is left alone. @throws CardError `tlv.malformed` */
export function decodeTlvAt(bytes: Uint8Array, offset: number): Tlv {
  const tag = readTag(bytes, offset);
  const length = readLength(bytes, tag.end);
  const end = length.end + length.value;
  if (end > bytes.length)
    throw malformed(length.end, `${length.value} bytes announced, ${bytes.length - length.end} present`);
  return { tag: tag.value, value: bytes.slice(length.end, end), offset, end };
}

/** @throws InputError `tlv.tag` for a number that is no BER tag, or is `00` or `FF`, which mean filling. */
export function encodeTlv(tag: number, value: Uint8Array): Uint8Array {
  return concatBytes(encodeTag(tag), encodeLength(value.length), value);
}

/** The first object with this tag. */
export function findTlv(tlvs: readonly Tlv[], tag: number): Tlv | undefined {
  return tlvs.find((tlv) => tlv.tag === tag);
}

/** The value of the first object with this tag. */
export function findValue(tlvs: readonly Tlv[], tag: number): Uint8Array | undefined {
  return findTlv(tlvs, tag)?.value;
}

/** A definite length in its shortest form, ISO/IEC 7816-4 table 8. */
export function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) digits.unshift(rest & 0xff);
  return Uint8Array.of(0x80 | digits.length, ...digits);
}

interface Part {
  readonly value: number;
  readonly end: number;
}

function readTag(bytes: Uint8Array, offset: number): Part {
  const first = bytes[offset];
  if (first === undefined) throw malformed(offset, 'a tag is missing');
  if ((first & 0x1f) !== 0x1f) return { value: first, end: offset + 1 };
  let value = first;
  for (let i = 1; i < maxTagBytes; i++) {
    const next = bytes[offset + i];
    if (next === undefined) throw malformed(offset, 'the tag is cut off');
    if (i === 1 && (next & 0x7f) === 0) throw malformed(offset, 'the tag number begins with zero');
    value = value * 0x100 + next;
    if (next < 0x80) return { value, end: offset + i + 1 };
  }
  throw malformed(offset, `the tag is longer than ${maxTagBytes} bytes`);
}

function readLength(bytes: Uint8Array, offset: number): Part {
  const first = bytes[offset];
  if (first === undefined) throw malformed(offset, 'the length is missing');
  if (first < 0x80) return { value: first, end: offset + 1 };
  const count = first & 0x7f;
  if (count === 0) throw malformed(offset, 'an indefinite length');
  if (count > maxLengthBytes) throw malformed(offset, 'a length of more than four bytes');
  let value = 0;
  for (let i = 1; i <= count; i++) {
    const next = bytes[offset + i];
    if (next === undefined) throw malformed(offset, 'the length is cut off');
    value = value * 0x100 + next;
  }
  return { value, end: offset + 1 + count };
}

/** The bytes of a tag. @throws InputError `tlv.tag` */
export function encodeTag(tag: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = tag; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100);
  const encoded = Uint8Array.from(bytes);
  if (!Number.isInteger(tag) || tag === 0xff || !isWholeTag(encoded))
    throw new InputError('tlv.tag', 'This number is not a BER-TLV tag.', {
      hint: 'Use a tag such as 80 or 7F50.',
      details: { tag: String(tag) },
    });
  return encoded;
}

function isWholeTag(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (first === undefined || bytes.length > maxTagBytes) return false;
  if ((first & 0x1f) !== 0x1f) return bytes.length === 1;
  if (first === 0xff || second === undefined || (second & 0x7f) === 0) return false;
  return bytes.subarray(1).every((byte, i) => byte >= 0x80 === i < bytes.length - 2);
}

function malformed(offset: number, why: string): CardError {
  return new CardError('tlv.malformed', `The data objects are malformed at byte ${offset}: ${why}.`, {
    hint: 'Read the card again; if it stays so, the content was written wrongly.',
    clause: 'ISO/IEC 7816-4 5.2.2',
    details: { offset },
  });
}
