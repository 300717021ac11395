/** Who or what refused; hosts map it to exit codes, the app to a page. */
export type ErrorKind =
  | 'input' // what the user or a file gave us
  | 'reader' // PC/SC, driver, reader
  | 'card' // no card, mute card, a card that answers otherwise than the standard says
  | 'access' // wrong, blocked or missing PIN, ADM or key
  | 'mismatch' // what was read back is not what was asked for
  | 'interrupted' // the card or the engine went away in the middle
  | 'store' // database or station key
  | 'network'
  | 'cancelled'
  | 'internal'; // a defect of ours

export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

export interface ErrorAdvice {
  /** What to do next, one imperative sentence. */
  readonly hint: string;
  /** What it means for this card: unharmed, unknown, one try used … */
  readonly meaning?: string;
  /** The clause of the standard, for example `ETSI TS 102 221 11.1.9`. */
  readonly clause?: string;
  /** Facts to copy into a report. Never a secret. */
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
}

/**
 * The root of all errors Cardwright throws on purpose. `message` is one sentence for a technician: what happened.
 * `code` is stable, dotted, lower case (`pin.blocked`) and is the key of the translation.
 */
export abstract class CardwrightError extends Error {
  abstract readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string;
  readonly meaning: string | undefined;
  readonly clause: string | undefined;
  readonly details: ErrorDetails;

  constructor(code: string, message: string, advice: ErrorAdvice) {
    super(message, advice.cause === undefined ? undefined : { cause: advice.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = advice.hint;
    this.meaning = advice.meaning;
    this.clause = advice.clause;
    this.details = advice.details ?? {};
  }
}

export class InputError extends CardwrightError {
  readonly kind = 'input';
}
export class ReaderError extends CardwrightError {
  readonly kind = 'reader';
}
export class CardError extends CardwrightError {
  readonly kind = 'card';
}
export class AccessError extends CardwrightError {
  readonly kind = 'access';
}
export class MismatchError extends CardwrightError {
  readonly kind = 'mismatch';
}
export class InterruptedError extends CardwrightError {
  readonly kind = 'interrupted';
}
export class StoreError extends CardwrightError {
  readonly kind = 'store';
}
export class NetworkError extends CardwrightError {
  readonly kind = 'network';
}
export class CancelledError extends CardwrightError {
  readonly kind = 'cancelled';

  constructor(meaning: string) {
    super('operation.cancelled', 'The operation was cancelled.', {
      meaning,
      hint: 'Start it again when you are ready.',
    });
  }
}
export class InternalError extends CardwrightError {
  readonly kind = 'internal';
}

/** Throws {@link CancelledError} with `meaning` (the state the card is in) when `signal` has been aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined, meaning: string): void {
  if (signal?.aborted === true) throw new CancelledError(meaning);
}
