import { CancelledError, ReaderError } from '../../base/error.ts';

/** `background`: identification nobody asked for. `write`: never waits, so that nobody types an ADM for a card that may be gone by then. */
export type WorkKind = 'background' | 'read' | 'write';

interface Waiting {
  readonly start: () => void;
}

/** One conversation at a time with one reader. Reads wait in order; a write finds the reader free or is refused. */
export class ReaderQueue {
  readonly #reader: string;
  readonly #onBusy: () => void;
  readonly #waiting: Waiting[] = [];
  #background: { readonly abort: AbortController; readonly ended: Promise<void> } | undefined;
  #working = false;

  constructor(reader: string, onBusy: () => void) {
    this.#reader = reader;
    this.#onBusy = onBusy;
  }

  /** A user's work runs. Background work does not count. */
  get busy(): boolean {
    return this.#working;
  }

  /** Nobody, not even background work, talks to the reader. */
  get idle(): boolean {
    return !this.#working && this.#background === undefined;
  }

  /** @throws ReaderError `reader.busy`, CancelledError, and whatever `work` throws */
  async run<T>(kind: 'read' | 'write', signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    if (kind === 'write' && (this.#working || this.#waiting.length > 0)) throw busy(this.#reader);
    await this.#turn(signal);
    try {
      await this.endBackground();
      return await work();
    } finally {
      this.#next();
    }
  }

  /** Runs `work` if nobody else talks to the reader; its signal is aborted as soon as a user wants the reader. */
  async runInBackground(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (!this.idle) return;
    const abort = new AbortController();
    const ended = work(abort.signal);
    this.#background = { abort, ended };
    try {
      await ended;
    } finally {
      this.#background = undefined;
    }
  }

  /** Stops background work and waits for it; how it ended is told to who started it. */
  async endBackground(): Promise<void> {
    if (this.#background === undefined) return;
    this.#background.abort.abort();
    await Promise.allSettled([this.#background.ended]);
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(neverStarted());
    if (!this.#working) {
      this.#working = true;
      this.#onBusy();
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { start: resolve };
      this.#waiting.push(waiting);
      signal?.addEventListener(
        'abort',
        () => {
          const at = this.#waiting.indexOf(waiting);
          if (at < 0) return;
          this.#waiting.splice(at, 1);
          reject(neverStarted());
        },
        { once: true },
      );
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next.start();
      return;
    }
    this.#working = false;
    this.#onBusy();
  }
}

const neverStarted = (): CancelledError => new CancelledError('The card was not touched.');

function busy(reader: string): ReaderError {
  return new ReaderError('reader.busy', `Other work runs on the reader “${reader}”.`, {
    meaning: 'Nothing was written.',
    hint: 'Wait until it has ended, or cancel it, then start again.',
    details: { reader },
  });
}
