import { InputError } from '../../../base/error.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import { normaliseIccid } from '../../../procedures/profile/iccid-text.ts';

const most = 100;
const digitsOf = (text: string): string => (text.length > most ? '' : text.replace(/[\s-]/g, ''));

/**
 * Whose keys. An ICCID has 18 to 20 digits. An EID has 32 digits and two of them check it (GSMA SGP.29). An IIN is the first 4 to 17
 * digits of ICCIDs.
 * @throws InputError `keys.iccid`, `keys.eid`, `keys.iin`
 */
export function parseOwner(by: KeyOwnerDoc['by'], text: string): KeyOwnerDoc {
  switch (by) {
    case 'iccid':
      return { by, value: parseIccid(text) };
    case 'eid':
      return { by, value: parseEid(text) };
    case 'iin':
    default:
      return { by, value: parseIin(text) };
  }
}

function parseIccid(text: string): string {
  const iccid = normaliseIccid(text);
  if (iccid !== undefined) return iccid;
  throw new InputError('keys.iccid', 'This is not an ICCID.', {
    hint: 'Compare it with the card: an ICCID has 18 to 20 digits.',
    clause: 'ITU-T E.118',
  });
}

/** Whether the last digit of an ICCID of 19 checks the others (Luhn, ITU-T E.118); of 18 or 20 digits none is expected to. */
export function hasCheckDigit({ by, value }: KeyOwnerDoc): boolean {
  return by !== 'iccid' || value.length !== 19 || luhnFits(value);
}

function parseEid(text: string): string {
  const eid = digitsOf(text);
  // ISO/IEC 7064 MOD 97-10, as the EID is assigned.
  if (/^\d{32}$/.test(eid) && BigInt(eid) % 97n === 1n) return eid;
  throw new InputError('keys.eid', 'This is not an EID.', {
    hint: 'An EID has 32 digits, of which the last two check the others; compare it with the eUICC.',
    clause: 'GSMA SGP.29',
  });
}

function parseIin(text: string): string {
  const iin = digitsOf(text);
  if (/^\d{4,17}$/.test(iin)) return iin;
  throw new InputError('keys.iin', 'This is not an issuer identifier number.', {
    hint: 'Give the first 4 to 17 digits of the cards’ ICCIDs.',
    clause: 'ITU-T E.118',
  });
}

/** Every second digit from the right is doubled; the sum of all digits ends with 0. */
function luhnFits(digits: string): boolean {
  let sum = 0;
  for (const [at, digit] of Array.from(digits, Number).toReversed().entries()) {
    const value = digit * (at % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
