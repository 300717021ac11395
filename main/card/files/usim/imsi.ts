import { concatBytes } from '../../../base/bytes.ts';
import { decimalDigits, decodeBcd, encodeBcd } from '../codec/bcd.ts';
import { malformed, unusable } from '../codec/errors.ts';
import { single } from '../codec/layout.ts';
import { type Part, textOf } from '../codec/part.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Type of identity IMSI in the lowest three bits of the first half byte; its fourth bit is set for an odd number of digits. */
const imsiType = 0x01;
const odd = 0x08;

/** A length byte, then the type and parity and the digits in half bytes, 3GPP TS 24.008 10.5.1.4. */
const imsiPart: Part<string> = {
  decode(bytes) {
    const [length = 0, first = 0] = bytes;
    if (length < 1 || length > bytes.length - 1)
      throw malformed(`the IMSI is ${length} bytes long and there is room for ${bytes.length - 1}`);
    if ((first & 0x07) !== imsiType) throw malformed('the type of identity is not IMSI');
    const digits =
      decodeBcd(Uint8Array.of(0xf0 | (first >> 4)), decimalDigits) +
      decodeBcd(bytes.subarray(2, 1 + length), decimalDigits);
    if (digits.length < 6) throw malformed(`an IMSI has at least 6 digits, here are ${digits.length}`);
    return digits;
  },
  encode(value, size) {
    const imsi = textOf(value);
    if (!/^\d{6,15}$/.test(imsi)) throw unusable('an IMSI has 6 to 15 digits');
    const first = imsiType | (imsi.length % 2 === 1 ? odd : 0) | (Number(imsi[0]) << 4);
    const length = 1 + Math.ceil((imsi.length - 1) / 2);
    return concatBytes([length, first], encodeBcd(imsi.slice(1), decimalDigits, size - 2));
  },
  describe: (value) => value,
  note(bytes) {
    const digits = imsiPart.decode(bytes);
    const saysOdd = ((bytes[1] ?? 0) & odd) !== 0;
    return saysOdd === (digits.length % 2 === 1)
      ? undefined
      : 'the parity bit does not match the number of digits';
  },
};

/** The identity of the subscriber in the access network. */
export const usimImsi: EfDeclaration<string> = {
  name: 'EF_IMSI',
  title: 'IMSI',
  home: 'USIM',
  fid: 0x6f07,
  sfi: 0x07,
  structure: 'transparent',
  size: { min: 9, typical: 9, max: 9 },
  access: standardAccess('PIN', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.2',
  codec: single('IMSI', 9, imsiPart),
  vectors: [
    { hex: '082926101160845740', value: '262011106487504' },
    { hex: '080910100000000010', value: '001010000000001' },
    { hex: '0801101000000000f1', value: '00101000000001' },
    { hex: '080910100000000000', value: '001010000000000' },
    { hex: '0409101010ffffffff', value: '0010101' },
    { hex: '081910100000000010', value: '101010000000001' },
    { hex: '000910100000000010', malformed: 'the IMSI is 0 bytes long' },
    { hex: '080a10100000000010', malformed: 'not IMSI' },
    { hex: '08091010000000a010', malformed: 'not a digit' },
  ],
};
