import { bytes as count, malformed, tooLong } from './errors.ts';
import type { Holder } from './held.ts';

/** One byte with the length of the value, 0 to 254, and the value. */
export const lvHolder: Holder = {
  open(bytes) {
    const [length = 0] = bytes;
    if (length > bytes.length - 1)
      throw malformed(`the length says ${count(length)} and ${Math.max(0, bytes.length - 1)} follow`);
    return { value: bytes.subarray(1, 1 + length), offset: 1, end: 1 + length };
  },
  close(value) {
    // FF in this place is filling.
    if (value.length > 0xfe) throw tooLong(value.length, 0xfe);
    return Uint8Array.of(value.length, ...value);
  },
  headFields: ({ value }) => [{ name: 'Length', value: count(value.length), offset: 0, length: 1 }],
};
