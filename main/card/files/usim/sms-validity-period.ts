import { malformed, unusable } from '../codec/errors.ts';
import { numberOf, type Part } from '../codec/part.ts';

const day = 24 * 60;

/** Relative validity period in minutes, 3GPP TS 23.040 9.2.3.12.1: steps of 5 minutes, half an hour, a day, a week. */
export const validityPeriodPart: Part<number> = {
  decode([byte]) {
    if (byte === undefined) throw malformed('a byte is missing');
    return minutesOf(byte);
  },
  encode(value) {
    const minutes = numberOf(value, 5, 63 * 7 * day);
    const byte = Array.from({ length: 0x100 }, (_, i) => i).find((i) => minutesOf(i) === minutes);
    if (byte === undefined)
      throw unusable(
        `${minutes} minutes cannot be written: use whole steps of 5 minutes, half an hour, a day or a week`,
      );
    return Uint8Array.of(byte);
  },
  describe: (value) => `${value} minutes`,
};

function minutesOf(byte: number): number {
  if (byte <= 143) return (byte + 1) * 5;
  if (byte <= 167) return day / 2 + (byte - 143) * 30;
  if (byte <= 196) return (byte - 166) * day;
  return (byte - 192) * 7 * day;
}
