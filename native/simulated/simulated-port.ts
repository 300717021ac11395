import { throwIfCancelled } from '../../main/base/error.ts';
import type { CardDevice } from '../../main/card/device.ts';
import { unknownReader } from '../reader-errors.ts';
import type { ReaderConnection, ReaderPort, ReaderSnapshot } from '../reader-port.ts';
import { SimulatedReader } from './simulated-reader.ts';

/** Readers in this process, and what a laboratory does with them. All calls by name throw `reader.unknown` for one that is not there. */
export interface SimulatedPort extends ReaderPort {
  readonly names: readonly string[];
  has(reader: string): boolean;
  /** Adds an empty reader; a name that is taken is left as it is. */
  addReader(reader: string): void;
  /** Unplugs a reader with the card that is in it. */
  removeReader(reader: string): Promise<void>;
  /** Puts a card in and powers it up, in place of the one that is in. An empty ATR makes it a mute card. */
  insert(reader: string, device: CardDevice): Promise<void>;
  /** Takes the card out; what runs on it is lost. */
  eject(reader: string): Promise<void>;
}

export function createSimulatedPort(names: readonly string[] = []): SimulatedPort {
  const port = new Simulation();
  for (const name of names) port.addReader(name);
  return port;
}

class Simulation implements SimulatedPort {
  readonly #readers = new Map<string, SimulatedReader>();
  readonly #listeners = new Set<(snapshot: ReaderSnapshot) => void>();

  get names(): readonly string[] {
    return [...this.#readers.keys()];
  }

  has(reader: string): boolean {
    return this.#readers.has(reader);
  }

  addReader(reader: string): void {
    if (this.#readers.has(reader)) return;
    this.#readers.set(reader, new SimulatedReader(reader, () => this.#tellAll()));
    this.#tellAll();
  }

  async removeReader(name: string): Promise<void> {
    const reader = this.#find(name);
    this.#readers.delete(name);
    await reader.unplug();
    this.#tellAll();
  }

  async insert(reader: string, device: CardDevice): Promise<void> {
    await this.#find(reader).insert(device);
  }

  async eject(reader: string): Promise<void> {
    await this.#find(reader).eject();
  }

  watch(listener: (snapshot: ReaderSnapshot) => void): () => void {
    const entry = (snapshot: ReaderSnapshot) => {
      if (this.#listeners.has(entry)) listener(snapshot);
    };
    this.#listeners.add(entry);
    this.#tell(entry);
    return () => this.#listeners.delete(entry);
  }

  async connect(reader: string, signal?: AbortSignal): Promise<ReaderConnection> {
    throwIfCancelled(signal, 'Nothing was sent to the card.');
    return this.#find(reader).connect();
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await Promise.all([...this.#readers.values()].map((reader) => reader.unplug()));
    this.#readers.clear();
  }

  #find(name: string): SimulatedReader {
    const reader = this.#readers.get(name);
    if (reader === undefined) throw unknownReader(name);
    return reader;
  }

  #tellAll(): void {
    for (const listener of this.#listeners) this.#tell(listener);
  }

  /** In its own task: a listener may call back, and what it throws is its own. */
  #tell(listener: (snapshot: ReaderSnapshot) => void): void {
    const readers = [...this.#readers.values()].map((reader) => reader.status);
    queueMicrotask(() => listener({ service: 'running', readers }));
  }
}
