import { CardwrightError, type ErrorKind } from '../../main/base/error.ts';
import type { ErrorDoc } from '../../main/contract/error.ts';

/** An error document of the engine, as something that can be thrown. */
export class EngineError extends CardwrightError {
  readonly kind: ErrorKind;

  constructor(doc: ErrorDoc) {
    super(doc.code, doc.what, {
      hint: doc.hint,
      details: doc.details,
      ...(doc.meaning !== undefined && { meaning: doc.meaning }),
      ...(doc.clause !== undefined && { clause: doc.clause }),
    });
    this.kind = doc.kind;
  }
}

/** The four parts of anything that was thrown; a defect of ours keeps its message as a detail only. */
export function errorDocOf(thrown: unknown): ErrorDoc {
  if (thrown instanceof CardwrightError)
    return {
      code: thrown.code,
      kind: thrown.kind,
      what: thrown.message,
      hint: thrown.hint,
      details: { ...thrown.details },
      ...(thrown.meaning !== undefined && { meaning: thrown.meaning }),
      ...(thrown.clause !== undefined && { clause: thrown.clause }),
    };
  return {
    code: 'screen.defect',
    kind: 'internal',
    what: 'This screen came to a state it does not know.',
    meaning: 'The card is not touched by this screen; the engine goes on by itself.',
    hint: 'Reload the window and send the details to the maintainers.',
    details: { reason: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : typeof thrown },
  };
}
