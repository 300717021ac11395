import { cardMute, readerHeld, readerLost } from '../reader-errors.ts';
import type { ReaderSnapshot, ReaderStatus } from '../reader-port.ts';
import type { SeenState } from './binding.ts';
import { eventCount, readerState, statusWord } from './states.ts';
import type { Sight } from './watcher.ts';

/** Looks that may still show our own exclusive connection after it has ended: one under way, and the next. */
const looksToForget = 2;

interface Tally {
  /** As the service counts; `undefined` after a time in which the reader or the service was away. */
  readonly events: number | undefined;
  readonly present: boolean;
  readonly insertions: number;
}

/** Turns what the watcher sees into snapshots: counts insertions, and knows which exclusive connections are our own. */
export class SnapshotMaker {
  readonly #tallies = new Map<string, Tally>();
  readonly #ours = new Set<string>();
  readonly #fading = new Map<string, number>();

  /** This program holds the card in this reader. */
  took(reader: string): void {
    this.#ours.add(reader);
    this.#fading.delete(reader);
  }

  gave(reader: string): void {
    this.#ours.delete(reader);
    this.#fading.set(reader, looksToForget);
  }

  make(sight: Sight): ReaderSnapshot {
    if (sight.service !== 'running') {
      // Nobody saw what happened to the cards meanwhile.
      for (const [name, tally] of this.#tallies) this.#tallies.set(name, unseen(tally));
      return { service: sight.service, problem: sight.problem, readers: [] };
    }
    const readers = sight.readers.map((seen) => this.#status(seen));
    const names = new Set(sight.readers.map((seen) => seen.name));
    for (const [name, tally] of this.#tallies) if (!names.has(name)) this.#tallies.set(name, unseen(tally));
    for (const [name, looks] of this.#fading)
      if (looks > 1) this.#fading.set(name, looks - 1);
      else this.#fading.delete(name);
    return { service: 'running', readers };
  }

  #status({ name, state, atr }: SeenState): ReaderStatus {
    const word = statusWord(state, this.#ours.has(name) || this.#fading.has(name));
    const problem =
      word === 'mute'
        ? cardMute(name, 'connect')
        : word === 'held'
          ? readerHeld(name, 'another program')
          : word === 'unavailable'
            ? readerLost(name, 'connect')
            : undefined;
    return {
      name,
      state: word,
      insertions: this.#count(name, state),
      ...(atr === null || word === 'empty' ? {} : { atr: Uint8Array.from(atr) }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  #count(name: string, state: number): number {
    const events = eventCount(state);
    const present = (state & readerState.present) !== 0;
    const before = this.#tallies.get(name);
    const changed = before !== undefined && (before.events !== events || before.present !== present);
    const insertions = (before?.insertions ?? 0) + (changed ? 1 : 0);
    this.#tallies.set(name, { events, present, insertions });
    return insertions;
  }
}

function unseen(tally: Tally): Tally {
  return { ...tally, events: undefined };
}

/** Whether two snapshots say the same to somebody who watches. */
export function sameSnapshot(a: ReaderSnapshot, b: ReaderSnapshot): boolean {
  return (
    a.service === b.service &&
    a.problem?.code === b.problem?.code &&
    a.readers.length === b.readers.length &&
    a.readers.every((reader, i) => sameStatus(reader, b.readers[i]))
  );
}

function sameStatus(a: ReaderStatus, b: ReaderStatus | undefined): boolean {
  return (
    b !== undefined &&
    a.name === b.name &&
    a.state === b.state &&
    a.insertions === b.insertions &&
    String(a.atr) === String(b.atr)
  );
}
