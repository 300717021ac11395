import { decodeBcd, encodeBcd, iccidDigits } from '../codec/bcd.ts';
import { malformed, unusable } from '../codec/errors.ts';
import { single } from '../codec/layout.ts';
import { type Part, textOf } from '../codec/part.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const iccidPart: Part<string> = {
  decode(bytes) {
    const iccid = decodeBcd(bytes, iccidDigits);
    if (iccid === '') throw malformed('there are no digits');
    return iccid;
  },
  encode(value, size) {
    const iccid = textOf(value);
    if (iccid === '') throw unusable('an ICCID has digits');
    return encodeBcd(iccid, iccidDigits, size);
  },
  describe: (value) => value,
  note(bytes) {
    const iccid = decodeBcd(bytes, iccidDigits);
    if (/[A-E]/.test(iccid)) return 'the standard has no letters in an ICCID';
    return iccid.length === 19 && !hasLuhnDigit(iccid)
      ? 'the last digit is not the check digit of ITU-T E.118'
      : undefined;
  },
};

/** The identification of the card, up to 20 digits. */
export const mfIccid: EfDeclaration<string> = {
  name: 'EF_ICCID',
  title: 'Card identification',
  home: 'MF',
  fid: 0x2fe2,
  sfi: 0x02,
  structure: 'transparent',
  size: { min: 10, typical: 10, max: 10 },
  access: standardAccess('ALW', 'NEV'),
  presence: 'mandatory',
  clause: 'ETSI TS 102 221 13.2',
  codec: single('ICCID', 10, iccidPart),
  vectors: [
    { hex: '988812010000400310f0', value: '8988211000000430010' },
    { hex: '98001010000000000010', value: '89000101000000000001' },
    { hex: '9800100a0000000010ff', value: '890001A00000000001' },
    { hex: '98f01201000040031000', malformed: 'after the end' },
    { hex: '9800', malformed: '10 bytes are needed' },
  ],
};

function hasLuhnDigit(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
