import type { Clock } from '../../base/ports.ts';

/**
 * Lets at most one value through in `intervalMs`. The last value is never lost: it follows when the interval is over, or at `flush`.
 * `urgent` values pass at once and take the place of a waiting one.
 */
export class Throttle<T> {
  readonly #intervalMs: number;
  readonly #clock: Clock;
  readonly #send: (value: T) => void;
  #waiting: { readonly value: T } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(intervalMs: number, clock: Clock, send: (value: T) => void) {
    this.#intervalMs = intervalMs;
    this.#clock = clock;
    this.#send = send;
  }

  push(value: T, urgent: boolean): void {
    const wait = this.#lastAt + this.#intervalMs - this.#clock.now();
    this.#waiting = { value };
    if (urgent || wait <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), wait).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    this.#lastAt = this.#clock.now();
    this.#send(waiting.value);
  }
}
