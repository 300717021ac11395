import { type ErrorDetails, InputError } from '../../../base/error.ts';

const notTaken = 'Nothing of this card was taken.';

/** Something in one set of a file of keys. The field is named, its content never. */
export function badField(field: string, why: string, hint: string, clause?: string): InputError {
  return new InputError('keys.field', `The field “${field}” ${why}.`, {
    hint,
    meaning: notTaken,
    ...(clause === undefined ? {} : { clause }),
    details: { field },
  });
}

export function notHexadecimal(field: string): InputError {
  return new InputError('keys.hexadecimal', `The key “${field}” is not in hexadecimal digits.`, {
    hint: 'Write two digits a byte, 0 to 9 and A to F.',
    meaning: notTaken,
    details: { field },
  });
}

/** @param allowed bytes */
export function wrongLength(field: string, length: number, allowed: readonly number[]): InputError {
  const wanted = allowed.join(', ').replace(/, (\d+)$/, ' or $1');
  return new InputError('keys.length', `The key “${field}” has ${length} bytes.`, {
    hint: `It must have ${wanted}: check that no digit was lost.`,
    meaning: notTaken,
    details: { field, length, allowed: allowed.join(', ') },
  });
}

export function weakKey(field: string): InputError {
  return new InputError('keys.weak', `The key “${field}” is not fit to be a key.`, {
    hint: 'All its bytes, or parts of it that must differ, are the same. Ask for the real key.',
    meaning: notTaken,
    details: { field },
  });
}

export function wrongCheckValue(field: string): InputError {
  return new InputError('keys.check-value', `The key “${field}” does not have its check value.`, {
    hint: 'One of the two was changed on the way: ask for the file again, and check the algorithm.',
    meaning: notTaken,
    clause: 'GlobalPlatform Card Specification 2.3.1 B.6',
    details: { field },
  });
}

export function algorithmMissing(field: string, choices: string): InputError {
  return new InputError('keys.algorithm-missing', `The key set does not say its ${field}.`, {
    hint: `The length of the keys fits several. Add the field, ${choices}, or name it for the whole file.`,
    meaning: notTaken,
    details: { field },
  });
}

export function diversificationMissing(): InputError {
  return new InputError(
    'keys.diversification-missing',
    'Keys for all cards of an IIN do not say how each card’s keys follow from them.',
    {
      hint: 'Add the diversification: none (all cards have these very keys), emv, visa2 or kdf3.',
      meaning: notTaken,
    },
  );
}

/** @param missing names of keys */
export function incomplete(missing: string): InputError {
  return new InputError('keys.incomplete', `The key set lacks ${missing}.`, {
    hint: 'Add what is missing, or leave the whole set out.',
    meaning: notTaken,
    details: { missing },
  });
}

export function forOneCardOnly(): InputError {
  return new InputError('keys.one-card', 'A PIN, PUK or ADM belongs to one card.', {
    hint: 'Give the ICCID of the card.',
    meaning: notTaken,
  });
}

export function badCardKey(name: string): InputError {
  return new InputError('keys.card-key', `${name} is not written as a PIN or key.`, {
    hint: 'Write four to eight decimal digits, or 16 hexadecimal digits; “hex:” or “digits:” before them says which.',
    meaning: notTaken,
    clause: 'ETSI TS 102 221 11.1.9',
    details: { name },
  });
}

export function noOwner(): InputError {
  return new InputError('keys.owner-missing', 'The keys do not say whose they are.', {
    hint: 'Give the ICCID, the EID or the IIN.',
    meaning: notTaken,
  });
}

export function severalOwners(): InputError {
  return new InputError('keys.owner-several', 'The keys say more than once whose they are.', {
    hint: 'Give one of ICCID, EID and IIN; use a row for each where a card has keys under several.',
    meaning: notTaken,
  });
}

/** @param row where it is for the first time */
export function twiceInFile(name: string, row: number): InputError {
  return new InputError('keys.twice', `${name} is in the file more than once for this card.`, {
    hint: `Keep one of them: it is also in row ${row}.`,
    meaning: notTaken,
    details: { name, row },
  });
}

export function differsFromStored(name: string): InputError {
  return new InputError('keys.differs', `The station holds another ${name} for this card.`, {
    hint: 'Find out which is right; then replace the stored one expressly, or leave this one out.',
    meaning: 'The stored one is kept.',
    details: { name },
  });
}

/** @param why a clause without full stop, never a part of the file */
export function malformedFile(why: string, details: ErrorDetails = {}): InputError {
  return new InputError('keys.file', `The file of keys cannot be read: ${why}.`, {
    hint: 'Check that it is the right file and that its format was given rightly.',
    meaning: 'Nothing was taken.',
    details,
  });
}

export function tooManyKeys(most: number): InputError {
  return new InputError('keys.too-many', `The file has more than ${most} keys and key sets.`, {
    hint: 'Split it into smaller files.',
    meaning: 'Nothing was taken.',
    details: { most },
  });
}

/** @param where for a person: the name of the column, or its number where the name could be a key */
export function unknownColumn(where: string, column: number): InputError {
  return new InputError('keys.column', `${where} of the file is none that Cardwright knows.`, {
    hint: 'Correct its name or remove it: its keys would not be taken. “keys import --help” lists the columns.',
    meaning: 'Nothing was taken.',
    details: { column },
  });
}

export function columnTwice(where: string, column: number): InputError {
  return new InputError('keys.column-twice', `${where} says what another column says, too.`, {
    hint: 'Remove one of them.',
    meaning: 'Nothing was taken.',
    details: { column },
  });
}

export function noKeysInRow(): InputError {
  return new InputError('keys.row-empty', 'The row has no keys.', {
    hint: 'Add the keys of this card, or remove the row.',
    meaning: notTaken,
  });
}

export function rowTooLong(): InputError {
  return new InputError('keys.row-long', 'The row has more cells than the header.', {
    hint: 'Check for a separator too many: a key may stand in the wrong column.',
    meaning: notTaken,
  });
}
