import { InputError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import type { CallName } from '../../contract/calls.ts';
import type { OperationDoc } from '../../contract/operation.ts';
import type { EventHub } from '../event-hub.ts';
import { Operation } from './operation.ts';

/** Ended operations that are remembered. */
const remembered = 200;

interface Entry {
  readonly operation: Operation;
  ended: Promise<void>;
}

/** The long calls of this engine, oldest first: what a user interface that was reloaded finds running or ended. */
export class OperationRegistry {
  readonly #clock: Clock;
  readonly #hub: EventHub;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: Clock, hub: EventHub) {
    this.#clock = clock;
    this.#hub = hub;
  }

  /**
   * Runs `work`, which ends the operation it is given, as operation `id`.
   * @throws InputError `operation.duplicate-id`
   */
  run<T>(
    { id, call, reader }: { id: string; call: CallName; reader: string | undefined },
    work: (operation: Operation) => Promise<T>,
  ): Promise<T> {
    if (this.#entries.has(id))
      throw new InputError('operation.duplicate-id', 'There is an operation with this id.', {
        meaning: 'Nothing was done.',
        hint: 'Start it again under a new id.',
        details: { call },
      });
    const operation = new Operation(id, call, reader, this.#clock, this.#hub);
    const entry: Entry = { operation, ended: Promise.resolve() };
    this.#entries.set(id, entry);
    this.#forget();
    const result = work(operation);
    // Not the result itself: it is large, and the entry outlives the call.
    entry.ended = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  list(): OperationDoc[] {
    return [...this.#entries.values()].map(({ operation }) => operation.doc);
  }

  /** Asks it to stop where the card is in a known state. One that has ended is left as it is. @throws InputError `operation.unknown` */
  cancel(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined)
      throw new InputError('operation.unknown', 'There is no operation with this id.', {
        meaning: 'Nothing was done.',
        hint: 'List the operations to see which are running.',
      });
    entry.operation.cancel();
  }

  /** Cancels all and waits until each has left its card in a known state. */
  async cancelAll(): Promise<void> {
    const running = [...this.#entries.values()].filter(({ operation }) => operation.running);
    for (const { operation } of running) operation.cancel();
    await Promise.all(running.map(({ ended }) => ended));
  }

  #forget(): void {
    const ended = [...this.#entries.values()].filter(({ operation }) => !operation.running);
    for (const { operation } of ended.slice(0, -remembered)) this.#entries.delete(operation.id);
  }
}
