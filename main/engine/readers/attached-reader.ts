import type { ReaderStatus } from '../../../native/reader-port.ts';
import { toHex } from '../../base/bytes.ts';
import type { CardIdentityDoc, HealthWord } from '../../contract/card.ts';
import type { ErrorDoc } from '../../contract/error.ts';
import type { ReaderDoc } from '../../contract/reader.ts';
import { presentError } from '../../jobs/present/error.ts';
import { ReaderQueue } from './queue.ts';

/** What was learnt of the card that is in the reader. Forgotten as soon as that card is out. */
export interface KnownCard {
  readonly identity: CardIdentityDoc;
  readonly health?: HealthWord;
  /** Why this card cannot be worked with. */
  readonly problem?: ErrorDoc;
}

/** One reader as the desk sees it: its state, its queue and what is known of its card. */
export class AttachedReader {
  readonly queue: ReaderQueue;
  readonly simulated: boolean;
  /** A background identification of this card has run to its end, well or not. */
  looked = false;
  #status: ReaderStatus;
  #card: KnownCard | undefined;
  #problem: ErrorDoc | undefined;

  constructor(status: ReaderStatus, simulated: boolean, onBusy: () => void) {
    this.#status = status;
    this.simulated = simulated;
    this.queue = new ReaderQueue(status.name, onBusy);
  }

  get status(): ReaderStatus {
    return this.#status;
  }

  get card(): KnownCard | undefined {
    return this.#card;
  }

  /** Takes over what the port says; another card, or the same one put in again, is a stranger. */
  update(status: ReaderStatus): void {
    const same = status.insertions === this.#status.insertions && status.state === this.#status.state;
    this.#status = status;
    if (same) return;
    this.#card = undefined;
    this.#problem = undefined;
    this.looked = false;
  }

  /** Nothing is learnt of a card that has been taken out meanwhile. */
  learn(insertions: number, card: KnownCard): boolean {
    if (insertions !== this.#status.insertions || this.#status.state !== 'card') return false;
    this.#card = card;
    this.#problem = undefined;
    return true;
  }

  /** After a write the card is the same, but not what it was: its health has to be checked again. */
  forgetHealth(): void {
    if (this.#card === undefined) return;
    const { identity, problem } = this.#card;
    this.#card = { identity, ...(problem === undefined ? {} : { problem }) };
  }

  /** Why the card in the reader could not be identified. */
  puzzle(insertions: number, problem: ErrorDoc): void {
    if (insertions === this.#status.insertions) this.#problem = problem;
  }

  toDoc(): ReaderDoc {
    const { name, state, atr, problem } = this.#status;
    const why = problem === undefined ? (this.#card?.problem ?? this.#problem) : presentError(problem);
    return {
      id: name,
      name,
      simulated: this.simulated,
      state,
      busy: this.queue.busy,
      ...(atr === undefined ? {} : { atr: toHex(atr) }),
      ...(this.#card === undefined ? {} : { card: this.#card.identity }),
      ...(this.#card?.health === undefined ? {} : { health: this.#card.health }),
      ...(why === undefined ? {} : { problem: why }),
    };
  }
}
