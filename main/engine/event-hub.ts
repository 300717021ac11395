import type { EngineEvent } from '../contract/events.ts';
import { type EngineLog, traceOfThrown } from './log.ts';

export type EngineListener = (event: EngineEvent) => void;

/** Tells every host what happens. A listener that throws hurts neither the engine nor the other listeners. */
export class EventHub {
  readonly #listeners = new Set<EngineListener>();
  readonly #log: EngineLog;

  constructor(log: EngineLog) {
    this.#log = log;
  }

  on(listener: EngineListener): () => void {
    const own: EngineListener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  emit(event: EngineEvent): void {
    for (const listener of this.#listeners)
      try {
        listener(event);
      } catch (error) {
        this.#log.write(`a listener of ${event.event} failed\n${traceOfThrown(error)}`);
      }
  }
}
