import type { Clock } from '../../base/ports.ts';
import type { CallName } from '../../contract/calls.ts';
import type { ErrorDoc } from '../../contract/error.ts';
import type { OperationDoc, ProgressDoc } from '../../contract/operation.ts';
import type { EventHub } from '../event-hub.ts';
import { Throttle } from './throttle.ts';

/** Progress events a second at most; changes of a step are told at once besides. */
const progressesPerSecond = 20;

export type OperationProgress = Omit<ProgressDoc, 'operation'>;

/** A call that takes its time, from its start to its end, as user interfaces see it. */
export class Operation {
  readonly id: string;
  readonly call: CallName;
  readonly #abort = new AbortController();
  readonly #clock: Clock;
  readonly #hub: EventHub;
  readonly #progress: Throttle<ProgressDoc>;
  #doc: OperationDoc;

  constructor(id: string, call: CallName, reader: string | undefined, clock: Clock, hub: EventHub) {
    this.id = id;
    this.call = call;
    this.#clock = clock;
    this.#hub = hub;
    this.#doc = {
      id,
      call,
      ...(reader === undefined ? {} : { reader }),
      state: 'running',
      startedAt: clock.now(),
    };
    this.#progress = new Throttle(1000 / progressesPerSecond, clock, (data) =>
      hub.emit({ event: 'operation.progress', data }),
    );
    this.#changed();
  }

  get doc(): OperationDoc {
    return this.#doc;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get running(): boolean {
    return this.#doc.state === 'running';
  }

  cancel(): void {
    this.#abort.abort();
  }

  progress(progress: OperationProgress): void {
    if (this.running) this.#progress.push({ operation: this.id, ...progress }, progress.step !== undefined);
  }

  end(error?: ErrorDoc): void {
    this.#progress.flush();
    this.#doc = {
      ...this.#doc,
      state: error === undefined ? 'done' : error.kind === 'cancelled' ? 'cancelled' : 'failed',
      endedAt: this.#clock.now(),
      ...(error === undefined ? {} : { error }),
    };
    this.#changed();
  }

  #changed(): void {
    this.#hub.emit({ event: 'operation.changed', data: this.#doc });
  }
}
