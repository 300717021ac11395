import * as z from 'zod';
import type { Sql } from './sql.ts';

/** A card and one of the key sets that it is spoken to with. A simulated card has counters of its own. */
export interface CounterPlace {
  readonly iccid: string;
  readonly simulated: boolean;
  /** Id of the key set. */
  readonly keySet: string;
}

const counterRow = z.object({ counter: z.int().min(0) });

/** The last counter of each card and key set that a packet may have had (ETSI TS 102 225 5.1.4). It only ever rises, and is never deleted. */
export class OtaCounterTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The last one that was spent or proven used; `undefined` before the first. */
  last({ iccid, simulated, keySet }: CounterPlace): number | undefined {
    return this.#sql.get(
      counterRow,
      'SELECT counter FROM ota_counters WHERE iccid = ? AND simulated = ? AND key_set = ?',
      iccid,
      simulated ? 1 : 0,
      keySet,
    )?.counter;
  }

  /**
   * The next counter, on the disk when it returns: no process that shares this database is given it again.
   * @param next tells the counter after `last`; what it throws leaves the table as it was
   * @param at milliseconds since the epoch
   */
  spend(place: CounterPlace, next: (last: number | undefined) => number, at: number): number {
    return this.#sql.immediate(() => {
      const counter = next(this.last(place));
      this.#put(place, counter, at);
      return counter;
    });
  }

  /** Raises the last counter to `counter`; whether that was higher than before. */
  raise(place: CounterPlace, counter: number, at: number): boolean {
    return this.#sql.immediate(() => {
      if (counter <= (this.last(place) ?? -1)) return false;
      this.#put(place, counter, at);
      return true;
    });
  }

  #put({ iccid, simulated, keySet }: CounterPlace, counter: number, at: number): void {
    this.#sql.run(
      `INSERT INTO ota_counters (iccid, simulated, key_set, counter, spent_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (iccid, simulated, key_set) DO UPDATE SET counter = excluded.counter, spent_at = excluded.spent_at`,
      iccid,
      simulated ? 1 : 0,
      keySet,
      counter,
      at,
    );
  }
}
