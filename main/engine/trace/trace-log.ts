import type { TraceDoc } from '../../contract/trace.ts';
import type { EventHub } from '../event-hub.ts';

/** Exchanges that are kept for `trace.list`; older ones are forgotten. */
const capacity = 5000;

export interface TraceQuery {
  readonly reader?: string | undefined;
  /** Only exchanges with a higher number. */
  readonly after?: number | undefined;
  /** The newest so many. */
  readonly limit?: number | undefined;
}

/** The newest exchanges of all readers in the order they happened. Listeners are told once a turn of the event loop. */
export class TraceLog {
  readonly #hub: EventHub;
  #kept: TraceDoc[] = [];
  #untold: TraceDoc[] = [];
  #number = 0;

  constructor(hub: EventHub) {
    this.#hub = hub;
  }

  add(exchange: Omit<TraceDoc, 'number'>): void {
    const doc = { number: ++this.#number, ...exchange };
    this.#kept.push(doc);
    if (this.#kept.length > capacity * 1.2) this.#kept = this.#kept.slice(-capacity);
    this.#untold.push(doc);
    if (this.#untold.length === 1) setImmediate(() => this.flush());
  }

  /** Oldest first. */
  list({ reader, after = 0, limit = capacity }: TraceQuery): TraceDoc[] {
    const found = this.#kept.filter(
      (doc) => doc.number > after && (reader === undefined || doc.reader === reader),
    );
    return limit === 0 ? [] : found.slice(-Math.min(limit, capacity));
  }

  /** Numbers go on counting, so that `after` keeps its meaning. */
  clear(): void {
    this.#kept = [];
  }

  /** Tells now what listeners have not heard of yet: before the answer to the call that caused it. */
  flush(): void {
    const untold = this.#untold;
    this.#untold = [];
    for (const data of untold) this.#hub.emit({ event: 'trace.added', data });
  }
}
