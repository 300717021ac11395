import { setTimeout as sleep } from 'node:timers/promises';
import type { CardwrightError } from '../../main/base/error.ts';
import type { ReaderSnapshot } from '../reader-port.ts';
import type { PcscBinding, PcscContext, SeenState } from './binding.ts';
import { lookForService, serviceTrouble } from './service-state.ts';
import { knownState, withoutNews } from './states.ts';

/** What the watcher has seen, before it is put in our words. */
export type Sight =
  | { readonly service: 'running'; readonly readers: readonly SeenState[] }
  | {
      readonly service: Exclude<ReaderSnapshot['service'], 'running'>;
      readonly problem: CardwrightError;
    };

export interface WatcherTiming {
  /**
   * Milliseconds after which all readers are looked at again although the service reported nothing: it does not report a reader that
   * came between two waits, nor that another program took a card.
   */
  readonly relook: number;
  /** Whether the service can be asked to report new readers; macOS knows no name for that. */
  readonly reportsArrivals: boolean;
  /** Milliseconds between attempts to reach the service: the first, and the longest. */
  readonly firstRetry: number;
  readonly longestRetry: number;
}

export const usualTiming: WatcherTiming = {
  relook: process.platform === 'darwin' ? 1_000 : 5_000,
  reportsArrivals: process.platform !== 'darwin',
  firstRetry: 100,
  longestRetry: 2_000,
};

/** The name under which the service reports that a reader was plugged in. pcsc-lite waits for 16 names at most, this one included. */
const plugAndPlay = '\\\\?PnP?\\Notification';
const mostNames = 16;

/** The first look after news comes this soon, later ones each four times later: readers of a hub arrive one after another. */
const soon = 250;

/** Between two looks, whatever the service reports: it cannot make this loop spin. */
const shortestRound = 20;

/**
 * Watches all readers with a context of its own until it is stopped. It sleeps in the service between changes; when the service goes
 * away it tries again, less and less often, with a new context.
 */
export class Watcher {
  readonly #binding: PcscBinding;
  readonly #timing: WatcherTiming;
  readonly #seen: (sight: Sight) => void;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #interrupt: (() => void) | undefined;
  #refreshWanted = false;

  constructor(binding: PcscBinding, timing: WatcherTiming, seen: (sight: Sight) => void) {
    this.#binding = binding;
    this.#timing = timing;
    this.#seen = seen;
    this.#running = this.#run();
  }

  /** Looks at all readers again now. */
  refresh(): void {
    this.#refreshWanted = true;
    this.#interrupt?.();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#interrupt?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    let retry = this.#timing.firstRetry;
    while (!this.#stop.signal.aborted) {
      let alive = false;
      const cause = await this.#watchOnce(() => {
        alive = true;
      });
      if (this.#stop.signal.aborted) return;
      // A context that has worked and broke says only that the service was restarted or stopped; the next one says which.
      if (alive) retry = this.#timing.firstRetry;
      else this.#tell(cause);
      await this.#pause(retry);
      retry = Math.min(2 * retry, this.#timing.longestRetry);
    }
  }

  #tell(cause: unknown): void {
    const { state, problem } = serviceTrouble(cause, lookForService());
    this.#seen({ service: state, problem });
  }

  /** One life of a context. Gives why it ended; `undefined` when the watcher was stopped. */
  async #watchOnce(alive: () => void): Promise<unknown> {
    let context: PcscContext | undefined;
    try {
      context = new this.#binding.Context();
      let arrivals = 0;
      let patience = soon;
      let before = '';
      while (!this.#stop.signal.aborted) {
        this.#refreshWanted = false;
        const readers = await this.#look(context);
        alive();
        this.#seen({ service: 'running', readers });
        const now = readers.map(({ name, state }) => `${name} ${withoutNews(state)}`).join();
        patience = now === before ? Math.min(4 * patience, this.#timing.relook) : soon;
        before = now;
        if (!this.#refreshWanted) arrivals = await this.#waitForNews(context, readers, arrivals, patience);
      }
      return undefined;
    } catch (cause) {
      return cause;
    } finally {
      context?.close();
    }
  }

  async #look(context: PcscContext): Promise<readonly SeenState[]> {
    const seen = await context.waitForChange([], 0);
    const readers = (seen ?? []).filter((reader) => reader.name !== plugAndPlay);
    // An empty list is also what a dead context gives; this call throws then.
    if (readers.length === 0) context.listReaders();
    return readers;
  }

  /** Sleeps until something changes. Gives what the service said of arrivals, to be handed back the next time. */
  async #waitForNews(
    context: PcscContext,
    readers: readonly SeenState[],
    arrivals: number,
    patience: number,
  ): Promise<number> {
    const known = readers.map(({ name, state }) => knownState(name, state));
    if (this.#timing.reportsArrivals && known.length < mostNames)
      known.push(knownState(plugAndPlay, arrivals));
    if (known.length === 0) {
      await this.#pause(patience);
      return arrivals;
    }
    const started = Date.now();
    const wait = context.waitForChange(known, patience);
    let cancelled: Promise<void> | undefined;
    this.#interrupt = () => {
      cancelled ??= cancelUntilSettled(context, wait);
    };
    if (this.#stop.signal.aborted) this.#interrupt();
    try {
      const seen = await wait;
      const report = seen?.find((reader) => reader.name === plugAndPlay);
      const rest = shortestRound - (Date.now() - started);
      if (seen !== null && rest > 0) await this.#pause(rest);
      return report?.state ?? arrivals;
    } finally {
      this.#interrupt = undefined;
      await cancelled;
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}

/** `cancel` does nothing before the wait has begun in its thread, so once may be too early. */
async function cancelUntilSettled(context: PcscContext, wait: Promise<unknown>): Promise<void> {
  const settled = wait.then(
    () => true,
    () => true,
  );
  do {
    try {
      context.cancel();
    } catch {
      // The service is gone, which ends the wait by itself.
    }
  } while (!(await Promise.race([settled, sleep(5, false)])));
}
