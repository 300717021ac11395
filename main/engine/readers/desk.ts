import { unknownReader } from '../../../native/reader-errors.ts';
import type { ReaderPort, ReaderSnapshot } from '../../../native/reader-port.ts';
import type { CardLink } from '../../card/link.ts';
import type { ReaderListDoc } from '../../contract/reader.ts';
import { presentError } from '../../jobs/present/error.ts';
import { asCardwrightError } from '../errors.ts';
import type { EventHub } from '../event-hub.ts';
import type { EngineLog } from '../log.ts';
import { AttachedReader, type KnownCard } from './attached-reader.ts';

/** A card somebody works on, alone. */
export interface CardAtHand {
  readonly reader: string;
  readonly simulated: boolean;
  readonly link: CardLink;
  /** Shows what was found to everybody who looks at the readers. */
  readonly learn: (card: KnownCard) => void;
}

export interface DeskParts {
  readonly port: ReaderPort;
  readonly hub: EventHub;
  readonly log: EngineLog;
  readonly isSimulated: (reader: string) => boolean;
  /** Puts a trace around a connection. */
  readonly traced: (link: CardLink, reader: string) => CardLink;
  /** Looks who a newly inserted card is. Absent where nobody watches: a command line reads what it was asked for and nothing else. */
  readonly identify?: (link: CardLink, signal: AbortSignal) => Promise<KnownCard>;
}

/** The readers of this machine: who is in them, and one conversation at a time with each. */
export class ReaderDesk {
  readonly #parts: DeskParts;
  readonly #readers = new Map<string, AttachedReader>();
  readonly #looking = new Set<Promise<void>>();
  readonly #unwatch: () => void;
  readonly #seen = Promise.withResolvers<void>();
  #snapshot: ReaderSnapshot | undefined;
  #told = '';
  #telling = false;
  #closed = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#unwatch = parts.port.watch((snapshot) => this.#update(snapshot));
  }

  /** The readers now; waits for the first answer of the service. */
  async list(): Promise<ReaderListDoc> {
    await this.#seen.promise;
    return this.#doc();
  }

  /** What is known of the card in a reader, without touching it. @throws ReaderError `reader.unknown` */
  async cardIn(reader: string): Promise<KnownCard | undefined> {
    await this.#seen.promise;
    return this.#reader(reader).card;
  }

  /**
   * Connects to the card in `reader` and runs `work` with nobody else between. A `write` ends with the power off, so that nothing stays
   * verified.
   * @throws ReaderError `reader.unknown`, `reader.busy`; what the reader port and `work` throw
   */
  async use<T>(
    reader: string,
    kind: 'read' | 'write',
    signal: AbortSignal | undefined,
    work: (card: CardAtHand) => Promise<T>,
  ): Promise<T> {
    await this.#seen.promise;
    const attached = this.#reader(reader);
    return attached.queue.run(kind, signal, async () => {
      const { insertions } = attached.status;
      const connection = await this.#parts.port.connect(reader, signal);
      try {
        return await work({
          reader,
          simulated: attached.simulated,
          link: this.#parts.traced(connection, reader),
          learn: (card) => {
            if (attached.learn(insertions, card)) this.#tell();
          },
        });
      } finally {
        if (kind === 'write') attached.forgetHealth();
        await connection.close(kind === 'write' ? 'power-off' : 'leave');
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unwatch();
    await Promise.all([...this.#readers.values()].map((reader) => reader.queue.endBackground()));
    await Promise.all(this.#looking);
    await this.#parts.port.close();
  }

  #reader(id: string): AttachedReader {
    const found = this.#readers.get(id);
    if (found !== undefined) return found;
    throw unknownReader(id);
  }

  #update(snapshot: ReaderSnapshot): void {
    this.#snapshot = snapshot;
    const present = new Set(snapshot.readers.map(({ name }) => name));
    for (const [name, reader] of this.#readers)
      if (!present.has(name) && reader.queue.idle) this.#readers.delete(name);
    for (const status of snapshot.readers) {
      const known = this.#readers.get(status.name);
      if (known === undefined) this.#readers.set(status.name, this.#attach(status));
      else known.update(status);
    }
    this.#seen.resolve();
    this.#lookAtStrangers();
    this.#tell();
  }

  #attach(status: ReaderSnapshot['readers'][number]): AttachedReader {
    return new AttachedReader(status, this.#parts.isSimulated(status.name), () => {
      this.#tell();
      // After the caller that freed the reader, so that a user's next call goes first.
      setImmediate(() => this.#lookAtStrangers());
    });
  }

  #lookAtStrangers(): void {
    for (const reader of this.#readers.values())
      if (!reader.looked && reader.card === undefined && reader.status.state === 'card' && reader.queue.idle)
        this.#look(reader);
  }

  #look(reader: AttachedReader): void {
    const { identify, port, traced } = this.#parts;
    if (identify === undefined || this.#closed) return;
    const { insertions, name } = reader.status;
    const looking = reader.queue
      .runInBackground(async (signal) => {
        try {
          const connection = await port.connect(name, signal);
          try {
            reader.looked = reader.learn(insertions, await identify(traced(connection, name), signal));
          } finally {
            await connection.close('leave');
          }
        } catch (thrown) {
          const error = asCardwrightError(thrown, this.#parts.log);
          // Interrupted by a user: it is tried again when the reader is free.
          if (signal.aborted) return;
          reader.looked = insertions === reader.status.insertions;
          reader.puzzle(insertions, presentError(error));
        }
      })
      .finally(() => {
        this.#looking.delete(looking);
        this.#tell();
        this.#lookAtStrangers();
      });
    this.#looking.add(looking);
  }

  #doc(): ReaderListDoc {
    const snapshot = this.#snapshot;
    const names = snapshot?.readers.map(({ name }) => name) ?? [];
    return {
      service: snapshot?.service ?? 'disabled',
      ...(snapshot?.problem === undefined ? {} : { problem: presentError(snapshot.problem) }),
      readers: names.flatMap((name) => this.#readers.get(name)?.toDoc() ?? []),
    };
  }

  /** Once a turn of the event loop, and only what is new. */
  #tell(): void {
    if (this.#telling || this.#closed) return;
    this.#telling = true;
    setImmediate(() => {
      this.#telling = false;
      const data = this.#doc();
      const text = JSON.stringify(data);
      if (text === this.#told || this.#closed) return;
      this.#told = text;
      this.#parts.hub.emit({ event: 'readers.changed', data });
    });
  }
}
