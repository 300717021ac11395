import { InputError } from '../../base/error.ts';

/** A profile that is not valid: `why` is a clause without a full stop, `line` counts from 1. */
export function malformedProfile(why: string, line?: number, cause?: unknown): InputError {
  const where = line === undefined ? '' : ` (line ${line})`;
  return new InputError('profile.malformed', `The profile is not valid: ${why}${where}.`, {
    hint: 'Correct the text; the shipped profiles show every key.',
    meaning: 'No card was touched.',
    ...(line === undefined ? {} : { details: { line } }),
    cause,
  });
}
