import type { Clock } from '../../base/ports.ts';
import { maxCounter, nextCounter } from '../../channel/scp80/counter.ts';
import type { OtaCounters } from '../../procedures/ota/channel.ts';
import type { Store } from '../../store/store.ts';
import { counterAtEnd, counterWouldFall, noSuchSet } from './errors.ts';
import type { KeyedCard } from './types.ts';

/**
 * The counters of one card's key sets (ETSI TS 102 225 5.1.4), in the store that all processes of the station share. What was spent is on
 * the disk before it is used, and is never given out again: not after a crash, not to another process, not when keys were forgotten and
 * imported anew.
 */
export class StoredOtaCounters implements OtaCounters {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #card: Pick<KeyedCard, 'iccid' | 'simulated'>;

  constructor(store: Store, clock: Clock, { iccid, simulated }: Pick<KeyedCard, 'iccid' | 'simulated'>) {
    this.#store = store;
    this.#clock = clock;
    this.#card = { iccid, simulated };
  }

  /** @throws InputError `scp80.counter-exhausted`; StoreError */
  spend(keySet: string): number {
    // Where the file of keys let it start is read in the same transaction: an import may raise it meanwhile.
    const next = (last = 0): number => nextCounter(Math.max(this.#start(keySet), last));
    return this.#store.otaCounters.spend({ ...this.#card, keySet }, next, this.#clock.now());
  }

  /** The last counter that a packet may have had; `undefined` when none had and the key file told none. */
  last(keySet: string): number | undefined {
    const spent = this.#store.otaCounters.last({ ...this.#card, keySet });
    const start = this.#store.keySets.get(keySet)?.document.ota?.counter;
    return spent === undefined ? start : Math.max(spent, start ?? 0);
  }

  /**
   * What a card has told about its own counter in a genuine proof of receipt (“counter low”): ours follows. Lower values are of no use and
   * are left.
   */
  learn(keySet: string, counter: number): void {
    this.#store.otaCounters.raise({ ...this.#card, keySet }, counter, this.#clock.now());
  }

  /** By hand, where a digit too many would end the key set for good. @throws InputError `keys.counter-lower`, `keys.counter-end`, `keys.no-such-set` */
  raise(keySet: string, counter: number): void {
    if (this.#store.keySets.get(keySet) === undefined) throw noSuchSet();
    this.#store.transaction(() => {
      const last = this.last(keySet);
      if (last !== undefined && counter <= last) throw counterWouldFall(last);
      if (counter > maxCounter - 2) throw counterAtEnd(maxCounter - 2);
      this.#store.otaCounters.raise({ ...this.#card, keySet }, counter, this.#clock.now());
    });
  }

  #start(keySet: string): number {
    return this.#store.keySets.get(keySet)?.document.ota?.counter ?? 0;
  }
}
