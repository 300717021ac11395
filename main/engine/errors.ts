import { randomUUID } from 'node:crypto';
import { CancelledError, CardwrightError, InternalError } from '../base/error.ts';
import type { ErrorDoc } from '../contract/error.ts';
import { presentError } from '../jobs/present/error.ts';
import { type EngineLog, traceOfThrown } from './log.ts';

/** Defects that stand in the log already: on its way out an error is looked at more than once. */
const logged = new WeakSet<CardwrightError>();

/**
 * Whatever was thrown as an error on purpose. A value that is none is a defect of ours: it becomes `internal` with a trace id under
 * which its stack, without its text, stands in the log.
 */
export function asCardwrightError(thrown: unknown, log: EngineLog): CardwrightError {
  if (thrown instanceof CardwrightError) {
    if (thrown.kind === 'internal' && !logged.has(thrown)) {
      logged.add(thrown);
      log.write(`internal ${thrown.code}\n${traceOfThrown(thrown)}`);
    }
    return thrown;
  }
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new CancelledError('Nothing more was sent to the card.');
  const trace = randomUUID();
  log.write(`internal ${trace}\n${traceOfThrown(thrown)}`);
  const defect = new InternalError('internal', 'Cardwright met a defect of its own.', {
    meaning: 'The state of the card is unknown until it is read again.',
    hint: 'Read the card again. If it happens again, report the trace id and what you did.',
    details: { trace },
  });
  logged.add(defect);
  return defect;
}

/** The document of an error, for hosts, which present nothing themselves. */
export const errorDocOf = (error: CardwrightError): ErrorDoc => presentError(error);
