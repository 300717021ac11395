import { AccessError, CardError, InputError } from '../../base/error.ts';
import { keyName } from '../../card/access/key-reference.ts';

/** Why a plan cannot be applied. Making a plan changes nothing. */
const meaning = 'Nothing was written.';

export function valueTooLong(file: string, needed: number, available: number, record?: number): InputError {
  const excess = needed - available;
  const where = record === undefined ? file : `record ${record} of ${file}`;
  return new InputError(
    'value.too-long',
    `The value for ${where} is ${excess} ${excess === 1 ? 'byte' : 'bytes'} too long: it needs ${needed}, there are ${available}.`,
    {
      hint: 'Use a shorter value, or a card with a larger file.',
      meaning,
      details: { file, needed, available, ...(record === undefined ? {} : { record }) },
    },
  );
}

export function tooManyValues(file: string, values: number, records: number): InputError {
  return new InputError('value.too-many', `${file} has ${records} records and is to hold ${values} values.`, {
    hint: 'Leave some values out, or use a card with more records.',
    meaning,
    details: { file, values, records },
  });
}

export function valueUnusable(file: string, reason: string): InputError {
  return new InputError('value.malformed', `The value for ${file} cannot be written: ${reason}`, {
    hint: 'Correct the value.',
    meaning,
    details: { file },
  });
}

export function fileMissing(file: string): CardError {
  return new CardError(
    'plan.file-missing',
    `The card has no ${file}, and the profile does not create files.`,
    {
      hint: 'Use a profile that creates the files, or another card.',
      meaning,
      details: { file },
    },
  );
}

export function wrongStructure(file: string, is: string, shouldBe: string): CardError {
  return new CardError(
    'file.wrong-structure',
    `${file} is ${is} on this card; the standard wants ${shouldBe}.`,
    {
      hint: 'Use another card: the structure of a file cannot be changed.',
      meaning,
      clause: 'oneM2M TS-0003 D.1.3',
      details: { file },
    },
  );
}

export function fileUnusable(file: string, why: string): CardError {
  return new CardError('plan.file-unusable', `${file} cannot be provisioned: ${why}.`, {
    hint: 'Look at the card’s report; use another card if it stays so.',
    meaning,
    details: { file },
  });
}

export function neverAllowed(file: string, operation: string): AccessError {
  return new AccessError('access.never', `This card never allows to ${operation} ${file}.`, {
    hint: 'Use another card, or ask its issuer.',
    meaning,
    clause: 'ETSI TS 102 221 9.2',
    details: { file, operation },
  });
}

export function otherRouteNeeded(file: string, operation: string): AccessError {
  return new AccessError(
    'access.route',
    `To ${operation} ${file} this card wants more than a PIN or ADM: a secure channel or a key of its issuer.`,
    {
      hint: 'Ask the issuer of the card for remote administration.',
      meaning,
      clause: 'ETSI TS 102 221 9.2',
      details: { file, operation },
    },
  );
}

export function keyBlocked(reference: number, files: readonly string[]): AccessError {
  const key = keyName(reference);
  const what = files.length === 1 ? files[0] : `${files.length} files`;
  return new AccessError('pin.blocked', `${key} is blocked, and ${what} cannot be changed without it.`, {
    hint: 'Ask the issuer of the card whether the key can be unblocked; otherwise use another card.',
    meaning,
    details: { key, files: files.join(', ') },
  });
}

export function cardFull(needed: number, available: number): CardError {
  return new CardError(
    'card.full',
    `The new files need ${needed} bytes and the card has ${available} left.`,
    {
      hint: 'Make the files of the profile smaller, or use another card.',
      meaning,
      details: { needed, available },
    },
  );
}

export function valueProblem(what: string, hint: string, variable: string | undefined): InputError {
  return new InputError('value.invalid', what, {
    hint,
    meaning,
    ...(variable === undefined ? {} : { details: { variable } }),
  });
}
