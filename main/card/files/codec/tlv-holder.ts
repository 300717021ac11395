import { hex8, hex16 } from '../../../base/bytes.ts';
import { CardwrightError } from '../../../base/error.ts';
import { decodeTlvAt, encodeTlv, type Tlv } from '../../tlv/ber.ts';
import { bytes as count, malformed } from './errors.ts';
import type { Holder } from './held.ts';

/** A BER-TLV object with this tag, the first of the content; nothing but filling may follow it. */
export function tlvHolder(tag: number): Holder {
  return {
    open(bytes) {
      if (bytes[0] !== tag)
        throw malformed(`it begins with ${hex8(bytes[0] ?? 0)} instead of tag ${hex8(tag)}`);
      const { value, end } = readTlvAt(bytes, 0);
      return { value, offset: end - value.length, end };
    },
    close: (value) => encodeTlv(tag, value),
    headFields: ({ value, offset }) => [
      { name: 'Tag', value: hex8(tag), offset: 0, length: 1 },
      { name: 'Length', value: count(value.length), offset: 1, length: offset - 1 },
    ],
  };
}

/** {@link decodeTlvAt} with the error of a codec. @throws CardError `file.malformed` */
export function readTlvAt(bytes: Uint8Array, offset: number): Tlv {
  return asFileError(() => decodeTlvAt(bytes, offset));
}

/** Runs a decoder of another room and makes its error that of a codec. */
export function asFileError<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    const [, why = error.message] = /: (.*)\.$/.exec(error.message) ?? [];
    throw malformed(why);
  }
}

/** `80`, `5F50`. */
export function tagText(tag: number): string {
  return tag > 0xff ? hex16(tag) : hex8(tag);
}
