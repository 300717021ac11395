import { CardwrightError } from '../../../base/error.ts';
import { encodePinDigits, encodePinHex } from '../../../card/pin.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import type { CardKeyDraft } from './draft.ts';
import { badCardKey, forOneCardOnly } from './errors.ts';
import type { RawCardKey } from './raw-set.ts';

/**
 * As on the command line: four to eight digits are digits, sixteen hexadecimal digits are bytes, `hex:` and `digits:` say it outright.
 * @throws InputError `keys.one-card`, `keys.card-key`
 */
export function cardKeyDraft({ name, value }: RawCardKey, owner: KeyOwnerDoc): CardKeyDraft {
  if (owner.by !== 'iccid') throw forOneCardOnly();
  const [, format, rest = value] = /^(hex|digits):(.*)$/s.exec(value.trim()) ?? [];
  const inDigits = format === undefined ? /^\d{4,8}$/.test(rest.trim()) : format === 'digits';
  try {
    const bytes = inDigits ? encodePinDigits(rest.trim()) : encodePinHex(rest);
    return { kind: 'card-key', owner, name, value: bytes };
  } catch (error) {
    if (error instanceof CardwrightError) throw badCardKey(name);
    throw error;
  }
}
