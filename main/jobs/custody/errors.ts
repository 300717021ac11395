import { InputError } from '../../base/error.ts';

const untouched = 'The card was not touched.';

export function noSuchSet(): InputError {
  return new InputError('keys.no-such-set', 'The station has no key set of this id or name.', {
    hint: 'See the key sets with “keys list”, and give the ICCID too where the name alone is not enough.',
    meaning: untouched,
  });
}

/** A name that fits sets of several owners. */
export function severalSets(count: number): InputError {
  return new InputError('keys.several-sets', 'Several key sets have this name.', {
    hint: 'Give the id of the key set, or the ICCID of the card as well.',
    meaning: untouched,
    details: { count },
  });
}

export function otherCard(name: string): InputError {
  return new InputError('keys.other-card', `“${name}” is a key set of another card.`, {
    hint: 'Take one that is stored for this card; “keys list” with its ICCID shows them.',
    meaning: untouched,
    details: { set: name },
  });
}

/** The metadata are there, the keys are not: someone has removed them from the vault. */
export function keysGone(name: string): InputError {
  return new InputError('keys.gone', `The keys of “${name}” are not in the vault.`, {
    hint: 'Import the key set again.',
    meaning: untouched,
    details: { set: name },
  });
}

/** @param wanted what the set should be for: OTA or GlobalPlatform */
export function otherKind(name: string, wanted: string): InputError {
  return new InputError('keys.other-kind', `“${name}” is not a key set for ${wanted}.`, {
    hint: 'Choose another key set.',
    meaning: untouched,
    details: { set: name, wanted },
  });
}

/** @param last the highest from which the card can still be spoken to */
export function counterAtEnd(last: number): InputError {
  return new InputError('keys.counter-end', 'After this counter the key set could never be used again.', {
    hint: 'Check the number: a counter cannot be lowered. If the card itself is at its end, replace the key set.',
    meaning: 'Nothing was changed.',
    clause: 'ETSI TS 102 225 5.1.4',
    details: { last },
  });
}

/** @param last the last counter spent */
export function counterWouldFall(last: number): InputError {
  return new InputError('keys.counter-lower', 'A counter can only be raised.', {
    hint: 'Give a counter that is higher than the last one: a number that was used once is never used again.',
    meaning: 'Nothing was changed.',
    clause: 'ETSI TS 102 225 5.1.4',
    details: { last },
  });
}
