import type { CardwrightError } from '../../main/base/error.ts';

/** That a card leaves its reader, once and for good. Waiting for it leaves nothing behind, however often a card is asked. */
export class Departure {
  #reason: CardwrightError | undefined;
  readonly #listeners = new Set<(reason: CardwrightError) => void>();

  leave(reason: CardwrightError): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }

  /** Calls `listener` with the reason, at once when the card is gone already, until the returned function is called. */
  whenGone(listener: (reason: CardwrightError) => void): () => void {
    if (this.#reason !== undefined) listener(this.#reason);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What `work` gives, or the reason when the card is gone before. */
  race<T>(work: () => Promise<T>): Promise<T | CardwrightError> {
    return new Promise((resolve, reject) => {
      const stop = this.whenGone(resolve);
      work().then(resolve, reject).finally(stop);
    });
  }
}
