import { malformed } from './errors.ts';
import { numberOf, type Part } from './part.ts';

/** The number of a record in another file; `null` for `FF`, none. */
export const recordLinkPart: Part<number | null> = {
  decode([byte]) {
    if (byte === undefined) throw malformed('a byte is missing');
    return byte === 0xff ? null : byte;
  },
  encode: (value) => Uint8Array.of(value === null ? 0xff : numberOf(value, 0, 0xfe)),
  describe: (value) => (value === null ? 'none' : `record ${value}`),
};
