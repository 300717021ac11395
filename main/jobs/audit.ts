import { CardwrightError, StoreError } from '../base/error.ts';
import type { Clock } from '../base/ports.ts';
import type { AuditDoc } from '../contract/receipt.ts';
import type { Store } from '../store/store.ts';
import type { Actor } from './actor.ts';

export interface AuditSubject {
  /** Name of the call or of the event: `plan.apply`. */
  readonly action: string;
  readonly reader?: string | undefined;
  readonly iccid?: string | undefined;
}

/** Who did what and how it ended: one sentence a line, never a secret. */
export class Audit {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  write(actor: Actor, subject: AuditSubject, outcome: AuditDoc['outcome'], what: string): void {
    const { action, reader, iccid } = subject;
    this.#store.audit.append({
      at: this.#clock.now(),
      operator: actor.operator,
      origin: actor.origin,
      action,
      ...(reader === undefined ? {} : { reader }),
      ...(iccid === undefined ? {} : { iccid }),
      outcome,
      what,
    });
  }

  /** A line when `work` fails or is cancelled; `work` itself writes the line of its success, beside what it stores. */
  async failing<T>(actor: Actor, subject: AuditSubject, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#writeIfPossible(actor, subject, isCancelled(error) ? 'cancelled' : 'failed', sentenceOf(error));
      throw error;
    }
  }

  /** What happened to the card matters more than a log that cannot be written, which the next call will meet. */
  #writeIfPossible(...line: Parameters<Audit['write']>): void {
    try {
      this.write(...line);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
}

const isCancelled = (error: unknown): boolean =>
  error instanceof CardwrightError && error.kind === 'cancelled';

/** The text of a foreign error may hold anything; that of ours holds no secret. */
const sentenceOf = (error: unknown): string =>
  error instanceof CardwrightError ? error.message : 'Cardwright met a defect of its own.';
