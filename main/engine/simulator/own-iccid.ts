import { mfIccid } from '../../card/files/mf/iccid.ts';
import { type CardImage, masterFileHandle } from '../../lab/uicc/os/image.ts';

/**
 * The card number `copy` of one seed, from 0, with an ICCID of its own: a station knows cards by their ICCID. The first keeps the seed's. A
 * card without an ICCID stays without.
 */
export function withOwnIccid(image: CardImage, copy: number): CardImage {
  const file = [...image.files.values()].find(
    ({ parent, header }) => parent === masterFileHandle && header.fid === mfIccid.fid,
  );
  if (copy === 0 || file === undefined) return image;
  const iccid = mfIccid.codec.decode(file.body);
  const body = mfIccid.codec.encode(numbered(iccid, copy), file.body.length);
  return { ...image, files: new Map([...image.files, [file.id, { ...file, body }]]) };
}

/** Counts in thousands, clear of the neighbouring seeds; the last digit is the check digit of ITU-T E.118. */
function numbered(iccid: string, copy: number): string {
  const account = BigInt(iccid.slice(0, -1)) + 1000n * BigInt(copy);
  const digits = account.toString().padStart(iccid.length - 1, '0');
  return digits + luhnDigit(digits);
}

/** ISO/IEC 7812-1 annex B. */
function luhnDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}
