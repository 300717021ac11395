import { type ErrorDetails, InputError } from '../../../base/error.ts';
import { FieldError } from './field-error.ts';
import { formOf } from './field-forms.ts';

const notTaken = 'Nothing of this card was taken.';

/** Something in one set of a file of keys. The field is named, its content never. @param why a clause without full stop */
export function badField(field: string, why: string, hint = '', clause?: string): FieldError {
  const allowed = formOf(field);
  return new FieldError(field, {
    code: 'keys.field',
    what: (place) => `The ${place} ${why}.`,
    hint: `${hint}${hint === '' ? '' : ' '}Allowed: ${allowed}.`,
    ...(clause === undefined ? {} : { clause }),
    details: { allowed },
  });
}

/** A member of a set in JSON. @param known members that such a set has */
export function unknownField(field: string, known: readonly string[]): FieldError {
  const allowed = known.join(', ');
  return new FieldError(field, {
    code: 'keys.field',
    what: (place) => `The ${place} is none that Cardwright knows.`,
    hint: `Allowed: ${allowed}.`,
    details: { allowed },
  });
}

export function notHexadecimal(field: string): FieldError {
  return new FieldError(field, {
    code: 'keys.hexadecimal',
    what: (place) => `The key in the ${place} is not in hexadecimal digits.`,
    hint: 'Write two digits a byte, 0 to 9 and A to F.',
  });
}

/** @param allowed bytes */
export function wrongLength(field: string, length: number, allowed: readonly number[]): FieldError {
  const wanted = allowed.join(', ').replace(/, (\d+)$/, ' or $1');
  return new FieldError(field, {
    code: 'keys.length',
    what: (place) => `The key in the ${place} has ${length} bytes.`,
    hint: `It must have ${wanted}: check that no digit was lost.`,
    details: { length, allowed: allowed.join(', ') },
  });
}

export function weakKey(field: string): FieldError {
  return new FieldError(field, {
    code: 'keys.weak',
    what: (place) => `The key in the ${place} is not fit to be a key.`,
    hint: 'All its bytes, or parts of it that must differ, are the same. Ask for the real key.',
  });
}

export function wrongCheckValue(field: string): FieldError {
  return new FieldError(field, {
    code: 'keys.check-value',
    what: (place) => `The key in the ${place} does not have its check value.`,
    hint: 'One of the two was changed on the way: ask for the file again, and check the algorithm.',
    clause: 'GlobalPlatform Card Specification 2.3.1 B.6',
  });
}

/** A number that a spreadsheet has written: `8.98821E+18`, or one whose last digits are zeros. */
export function rounded(field: string): FieldError {
  return new FieldError(field, {
    code: 'keys.rounded',
    what: (place) => `A spreadsheet has rounded the number in the ${place}: its last digits are lost.`,
    hint: 'Export the file again with this column as text, or take the file as it was delivered. If the digits are right, write “hex:” before a key.',
  });
}

/** Fewer digits than such a key has. @param wanted how many */
export function digitsLost(name: string, wanted: string): InputError {
  return new InputError('keys.digits-lost', `${name} has fewer digits than such a key has.`, {
    hint: `It should have ${wanted}: spreadsheets take leading zeros away. If it is right as it is, write “digits:” before it.`,
    meaning: notTaken,
    clause: 'ETSI TS 102 221 11.1.9',
    details: { name, wanted },
  });
}

export function algorithmMissing(field: string, choices: string): FieldError {
  return new FieldError(field, {
    code: 'keys.algorithm-missing',
    what: (place) => `The key set does not say its ${field}: the ${place} is missing or empty.`,
    hint: `The length of the keys fits several. Write ${choices}, or name it for the whole file.`,
    details: { allowed: choices },
  });
}

export function diversificationMissing(): FieldError {
  return new FieldError('diversification', {
    code: 'keys.diversification-missing',
    what: (place) =>
      `Keys for all cards of an IIN do not say how each card’s keys follow from them: the ${place} is missing or empty.`,
    hint: 'Add the diversification: none (all cards have these very keys), emv, visa2 or kdf3.',
  });
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
    hint: 'Write eight decimal digits (a PIN: four to eight), or 16 hexadecimal digits; “hex:” or “digits:” before them says which.',
    meaning: notTaken,
    clause: 'ETSI TS 102 221 11.1.9',
    details: { name },
  });
}

/** @param iccid of 19 digits */
export function wrongCheckDigit(iccid: string): InputError {
  // Of a long number spreadsheets keep 15 digits.
  if (iccid.endsWith('0000')) return rounded('iccid');
  return new InputError('keys.check-digit', 'The check digit of this ICCID is wrong.', {
    hint: 'Compare it with the card. If the card has this very number, take ICCIDs with any check digit expressly (--no-luhn).',
    meaning: notTaken,
    clause: 'ITU-T E.118',
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
