import { type IdentifierCheck, notWellFormed, wellFormed } from './check.ts';
import { splitSegments } from './segments.ts';

const clause = 'oneM2M TS-0004 6.2.3';

/** A CSE-ID, absolute (`//sp.example.com/cse1`) or SP-relative (`/cse1`). Never throws. */
export function checkCseId(text: string): IdentifierCheck {
  if (text === '') return notWellFormed('it is empty', clause);
  const split = splitSegments(text);
  if (!split.ok) return notWellFormed(split.reason, clause);
  return split.segments.length === 1
    ? wellFormed
    : notWellFormed('more than the name of one CSE follows the service provider', clause);
}
