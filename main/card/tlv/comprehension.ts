import { concatBytes } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { encodeLength } from './ber.ts';

/** One COMPREHENSION-TLV data object of proactive commands, ETSI TS 101 220 7.1.1. */
export interface ComprehensionTlv {
  /** Tag value without the comprehension bit, `0x01` to `0x7E`, or up to `0x7FFF` for the three-byte form. */
  readonly tag: number;
  /** A receiver that does not know the object must not perform the command. */
  readonly required: boolean;
  readonly value: Uint8Array;
  /** Where the tag begins in the input. */
  readonly offset: number;
}

/** Total: anything else than a row of whole objects is a CardError `tlv.malformed`. */
export function decodeComprehensionTlvs(bytes: Uint8Array): readonly ComprehensionTlv[] {
  const found: ComprehensionTlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    if (first === 0x00 || first === 0x80 || first === 0xff) throw malformed(at, 'a reserved tag');
    const long = (first & 0x7f) === 0x7f;
    const word = long ? ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0) : first;
    const lengthAt = at + (long ? 3 : 1);
    const length = readLength(bytes, lengthAt);
    const end = length.end + length.value;
    if (end > bytes.length) throw malformed(at, 'the value is cut off');
    found.push({
      tag: long ? word & 0x7fff : word & 0x7f,
      required: (long ? word & 0x8000 : word & 0x80) !== 0,
      value: bytes.slice(length.end, end),
      offset: at,
    });
    at = end;
  }
  return found;
}

/** @throws InputError `tlv.tag` */
export function encodeComprehensionTlv(tag: number, value: Uint8Array, required = true): Uint8Array {
  if (!Number.isInteger(tag) || tag < 1 || tag === 0x7f || tag > 0x7fff)
    throw new InputError('tlv.tag', 'This number is not a COMPREHENSION-TLV tag.', {
      hint: 'Use 01 to 7E, or 0080 to 7FFF for the three-byte form.',
      details: { tag: String(tag) },
    });
  const flag = required ? 0x80 : 0;
  const tagBytes = tag < 0x7f ? [tag | flag] : [0x7f, (tag >> 8) | flag, tag & 0xff];
  return concatBytes(tagBytes, encodeLength(value.length), value);
}

/** One byte below 80, or 81, 82 or 83 and that many bytes (81 to FF only after 81). */
function readLength(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } {
  const first = bytes[at];
  if (first === undefined) throw malformed(at, 'the length is missing');
  if (first < 0x80) return { value: first, end: at + 1 };
  const count = first - 0x80;
  if (count < 1 || count > 3) throw malformed(at, 'a length byte that the standard does not know');
  const digits = bytes.subarray(at + 1, at + 1 + count);
  if (digits.length < count) throw malformed(at, 'the length is cut off');
  return { value: digits.reduce((sum, digit) => sum * 0x100 + digit, 0), end: at + 1 + count };
}

function malformed(offset: number, why: string): CardError {
  return new CardError(
    'tlv.malformed',
    `The proactive data objects are malformed at byte ${offset}: ${why}.`,
    {
      hint: 'Read the card again; if it stays so, an application on the card is at fault.',
      clause: 'ETSI TS 101 220 7.1.1',
      details: { offset },
    },
  );
}
