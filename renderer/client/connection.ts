import type { ConnectionState } from './engine-client.ts';

/** The state of the connection, in the shape `useSyncExternalStore` wants. */
export class Connection {
  #state: ConnectionState;
  readonly #listeners = new Set<() => void>();

  constructor(state: ConnectionState) {
    this.#state = state;
  }

  readonly get = (): ConnectionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
