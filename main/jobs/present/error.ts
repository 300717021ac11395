import type { CardwrightError } from '../../base/error.ts';
import type { ErrorDoc } from '../../contract/error.ts';

/** The four parts of an error: what happened, what it means for the card, what to do, and the clause. */
export function presentError(error: CardwrightError): ErrorDoc {
  return {
    code: error.code,
    kind: error.kind,
    what: error.message,
    ...(error.meaning === undefined ? {} : { meaning: error.meaning }),
    hint: error.hint,
    ...(error.clause === undefined ? {} : { clause: error.clause }),
    details: { ...error.details },
  };
}
