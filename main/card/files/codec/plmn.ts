import { isFilledWith } from '../../../base/bytes.ts';
import { decimalDigits, decodeBcd } from './bcd.ts';
import { malformed, unusable } from './errors.ts';
import { type Part, textOf } from './part.ts';

/** Three bytes of a network identity, 3GPP TS 24.008 10.5.1.13, as `262-01` or `310-410`; `null` for `FFFFFF`. */
export const plmnPart: Part<string | null> = {
  decode(bytes) {
    const [first, second, third] = bytes;
    if (first === undefined || second === undefined || third === undefined || bytes.length !== 3)
      throw malformed('a network identity has three bytes');
    if (isFilledWith(bytes, 0xff)) return null;
    const mcc = decodeBcd(Uint8Array.of(first, 0xf0 | (second & 0x0f)), decimalDigits);
    const mnc = decodeBcd(Uint8Array.of(third, 0xf0 | (second >> 4)), decimalDigits);
    if (mcc.length !== 3) throw malformed('the mobile country code has not three digits');
    if (mnc.length < 2) throw malformed('the mobile network code has fewer than two digits');
    return `${mcc}-${mnc}`;
  },
  encode(value) {
    if (value === null) return Uint8Array.of(0xff, 0xff, 0xff);
    const text = textOf(value);
    if (!/^\d{3}-\d{2,3}$/.test(text)) throw unusable(`“${text}” is not a network such as 262-01`);
    const [mcc1, mcc2, mcc3, mnc1, mnc2, mnc3 = 0x0f] = Array.from(text.replace('-', ''), Number);
    return Uint8Array.of(mcc1! | (mcc2! << 4), mcc3! | (mnc3 << 4), mnc1! | (mnc2! << 4));
  },
  describe(value) {
    if (value === null) return 'none';
    const [mcc, mnc] = value.split('-');
    return `MCC ${mcc}, MNC ${mnc}`;
  },
};
