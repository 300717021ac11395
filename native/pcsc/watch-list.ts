import { CardwrightError } from '../../main/base/error.ts';
import type { ReaderSnapshot } from '../reader-port.ts';
import { bindingError, type PcscBinding } from './binding.ts';
import { SnapshotMaker, sameSnapshot } from './snapshot-maker.ts';
import { type Sight, Watcher, type WatcherTiming } from './watcher.ts';

export type SnapshotListener = (snapshot: ReaderSnapshot) => void;

/** Those who watch the readers. A {@link Watcher} runs as long as there is one of them. */
export class WatchList {
  readonly maker = new SnapshotMaker();
  readonly #load: () => Promise<PcscBinding>;
  readonly #timing: WatcherTiming;
  readonly #listeners = new Set<SnapshotListener>();
  #last: ReaderSnapshot | undefined;
  #watcher: Promise<Watcher | undefined> | undefined;
  #ending: Promise<void> = Promise.resolve();

  /** @param load its rejection becomes the problem of the snapshot */
  constructor(load: () => Promise<PcscBinding>, timing: WatcherTiming) {
    this.#load = load;
    this.#timing = timing;
  }

  add(listener: SnapshotListener): () => void {
    // Not the function itself: the same one may watch twice.
    const entry: SnapshotListener = (snapshot) => {
      if (this.#listeners.has(entry)) listener(snapshot);
    };
    this.#listeners.add(entry);
    this.#watcher ??= this.#start();
    const last = this.#last;
    if (last !== undefined) queueMicrotask(() => entry(last));
    return () => {
      this.#listeners.delete(entry);
      if (this.#listeners.size === 0) this.#end();
    };
  }

  /** Something is known to have changed: look now. */
  refresh(): void {
    void this.#watcher?.then((watcher) => watcher?.refresh());
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#end();
    await this.#ending;
  }

  async #start(): Promise<Watcher | undefined> {
    await this.#ending;
    try {
      const binding = await this.#load();
      return new Watcher(binding, this.#timing, (sight) => this.#see(sight));
    } catch (cause) {
      const problem = cause instanceof CardwrightError ? cause : bindingError(cause);
      this.#see({ service: 'not-installed', problem });
      return undefined;
    }
  }

  #end(): void {
    const watcher = this.#watcher;
    this.#watcher = undefined;
    this.#last = undefined;
    if (watcher !== undefined) this.#ending = watcher.then((running) => running?.stop());
  }

  #see(sight: Sight): void {
    const snapshot = this.maker.make(sight);
    if (this.#last !== undefined && sameSnapshot(this.#last, snapshot)) return;
    this.#last = snapshot;
    // Each in its own task: what one of them throws is its own defect and must not end the watch of the others.
    for (const listener of this.#listeners) queueMicrotask(() => listener(snapshot));
  }
}
