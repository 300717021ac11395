import type { EngineEvent, EventData, EventName } from '../../main/contract/events.ts';

/** Hands events to whoever asked for them. */
export class EventHub {
  readonly #listeners = new Map<EventName, Set<(data: never) => void>>();

  on<N extends EventName>(event: N, listener: (data: EventData<N>) => void): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  emit(event: EngineEvent): void {
    for (const listener of this.#listeners.get(event.event) ?? []) {
      // The map files listeners under the name of the event whose data they take.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      listener(event.data as never);
    }
  }
}
