import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import { cardKeyDraft } from './card-key-draft.ts';
import type { Draft, FileDefaults } from './draft.ts';
import { noOwner, severalOwners, wrongCheckDigit } from './errors.ts';
import { globalPlatformDraft } from './globalplatform-draft.ts';
import type { Whose } from './key-file.ts';
import { otaDraft } from './ota-draft.ts';
import { hasCheckDigit, parseOwner } from './owner.ts';
import type { RawSet } from './raw-set.ts';

/**
 * Whose the keys are.
 * @throws InputError `keys.owner-missing`, `keys.owner-several`, `keys.iccid`, `keys.check-digit`, `keys.rounded`, `keys.eid`, `keys.iin`
 */
export function ownerOf(raw: Whose, { anyCheckDigit }: FileDefaults = {}): KeyOwnerDoc {
  const given = (['iccid', 'eid', 'iin'] as const).flatMap((by) => {
    const text = raw[by];
    return text === undefined ? [] : [{ by, text }];
  });
  const [only] = given;
  if (only === undefined) throw noOwner();
  if (given.length > 1) throw severalOwners();
  const owner = parseOwner(only.by, only.text);
  if (anyCheckDigit !== true && !hasCheckDigit(owner)) throw wrongCheckDigit(owner.value);
  return owner;
}

/** As it is called in reports, whether or not it is right. */
export function nameOf(raw: RawSet): string {
  if (raw.kind === 'card-key') return raw.name;
  return raw.kind === 'ota' ? `OTA ${raw.index}` : `${raw.protocol?.toUpperCase() ?? 'GP'} ${raw.version}`;
}

/** Checks a key or key set in itself. @throws InputError `keys.…` */
export function draftOf(raw: RawSet, owner: KeyOwnerDoc, defaults: FileDefaults): Draft {
  switch (raw.kind) {
    case 'card-key':
      return cardKeyDraft(raw, owner);
    case 'ota':
      return otaDraft(raw, owner, defaults);
    case 'globalplatform':
    default:
      return globalPlatformDraft(raw, owner, defaults);
  }
}
