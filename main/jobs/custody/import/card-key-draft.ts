import { CardwrightError } from '../../../base/error.ts';
import { encodePinDigits, encodePinHex } from '../../../card/pin.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import type { CardKeyDraft } from './draft.ts';
import { badCardKey, digitsLost, forOneCardOnly } from './errors.ts';
import type { RawCardKey } from './raw-set.ts';

/**
 * Eight decimal digits are digits, those of a PIN from four; sixteen hexadecimal digits are bytes, decimal ones among them. `hex:` and
 * `digits:` say it outright. A spreadsheet takes leading zeros away, and a key that lost one would cost a try.
 * @throws InputError `keys.one-card`, `keys.card-key`, `keys.digits-lost`
 */
export function cardKeyDraft({ name, value }: RawCardKey, owner: KeyOwnerDoc): CardKeyDraft {
  if (owner.by !== 'iccid') throw forOneCardOnly();
  const [, format, rest = value] = /^(hex|digits):(.*)$/s.exec(value.trim()) ?? [];
  const isPin = name.startsWith('PIN');
  if (format === undefined && (isPin ? /^\d{1,3}$/ : /^\d{1,7}$/).test(rest.trim()))
    throw digitsLost(name, isPin ? '4 … 8' : '8');
  const inDigits = format === undefined ? /^\d{4,8}$/.test(rest.trim()) : format === 'digits';
  try {
    const bytes = inDigits ? encodePinDigits(rest.trim()) : encodePinHex(rest);
    return { kind: 'card-key', owner, name, value: bytes };
  } catch (error) {
    if (error instanceof CardwrightError) throw badCardKey(name);
    throw error;
  }
}
