import { type CardwrightError, InternalError } from '../../main/base/error.ts';
import type { TransmissionProtocol } from '../../main/card/link.ts';
import { cardAbsent, cardNoAnswer, readerHeld, readerNotReady } from '../reader-errors.ts';
import type { ReaderConnection, ReaderPort } from '../reader-port.ts';
import { leaveCard, loadBinding, type PcscBinding, type PcscContext } from './binding.ts';
import { connectCard } from './connect-card.ts';
import { PcscConnection } from './connection.ts';
import { ReaderContexts } from './reader-contexts.ts';
import { secondLook } from './second-look.ts';
import { type SnapshotListener, WatchList } from './watch-list.ts';
import { usualTiming, type WatcherTiming } from './watcher.ts';

export interface PcscOptions {
  /** Milliseconds after which a command without answer is given up and its connection lost; 60 s unless told. */
  readonly exchangeTimeout?: number;
  /** Milliseconds after which a connect is given up; 20 s unless told, enough for the slowest activation of a card. */
  readonly connectTimeout?: number;
  /** The protocol to use where a card offers both; the card's own first offer unless told. */
  readonly preferredProtocol?: TransmissionProtocol;
  readonly timing?: WatcherTiming;
  /** Where PC/SC comes from: the addon `smartcard` unless told. */
  readonly load?: () => Promise<PcscBinding>;
}

/** What this program does with a reader. */
type Occupation =
  | { readonly is: 'connecting' }
  | { readonly is: 'connected'; readonly connection: PcscConnection }
  /** A call to the service does not come back; `error` is for whoever wants the reader meanwhile. */
  | { readonly is: 'stuck'; readonly error: CardwrightError; readonly context: PcscContext | undefined };

/**
 * The readers of the machine's PC/SC service. Nothing is loaded or connected before the first `watch` or `connect`. After `close`, and
 * when nobody watches and nothing is connected, the port does not keep the process alive; a call that hangs in a driver does.
 */
export function createPcscPort(options: PcscOptions = {}): ReaderPort {
  return new PcscPort(options);
}

class PcscPort implements ReaderPort {
  readonly #options: PcscOptions;
  readonly #exchangeTimeout: number;
  readonly #watchList: WatchList;
  readonly #occupied = new Map<string, Occupation>();
  #loaded: Promise<PcscBinding> | undefined;
  #contexts: ReaderContexts | undefined;
  readonly #closing = new AbortController();

  constructor(options: PcscOptions) {
    this.#options = options;
    this.#exchangeTimeout = options.exchangeTimeout ?? 60_000;
    this.#watchList = new WatchList(() => this.#load(), options.timing ?? usualTiming);
  }

  watch(listener: SnapshotListener): () => void {
    if (this.#closing.signal.aborted) throw portClosed();
    return this.#watchList.add(listener);
  }

  async connect(reader: string, signal?: AbortSignal): Promise<ReaderConnection> {
    if (this.#closing.signal.aborted) throw portClosed();
    const occupied = this.#occupied.get(reader);
    if (occupied !== undefined)
      throw occupied.is === 'stuck' ? occupied.error : readerHeld(reader, 'this program');
    this.#occupied.set(reader, { is: 'connecting' });
    this.#watchList.maker.took(reader);
    let undone: Promise<void> | undefined;
    try {
      return await this.#connect(reader, signal, (promise) => {
        undone = promise;
        this.#occupied.set(reader, {
          is: 'stuck',
          error: readerNotReady(reader, 'connect'),
          context: undefined,
        });
      });
    } catch (error) {
      if (undone === undefined) this.#free(reader);
      else void undone.then(() => this.#free(reader));
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#watchList.close();
    const connections = [...this.#occupied.values()].flatMap((it) =>
      it.is === 'connected' ? [it.connection] : [],
    );
    await Promise.all(connections.map((connection) => connection.close('power-off')));
    this.#contexts?.dropAll();
  }

  async #connect(
    reader: string,
    signal: AbortSignal | undefined,
    givenUp: (undone: Promise<void>) => void,
  ): Promise<ReaderConnection> {
    const binding = await this.#load();
    const contexts = (this.#contexts ??= new ReaderContexts(binding));
    const card = await connectCard({
      contexts,
      reader,
      timeout: this.#options.connectTimeout ?? 20_000,
      preferred: this.#options.preferredProtocol,
      signal: signal === undefined ? this.#closing.signal : AbortSignal.any([signal, this.#closing.signal]),
      givenUp,
    });
    const atr = card.atr;
    if (atr === null) {
      card.disconnect(leaveCard);
      throw cardAbsent(reader);
    }
    const { context } = contexts.get(reader);
    const connection = new PcscConnection(card, reader, Uint8Array.from(atr), {
      exchangeTimeout: this.#exchangeTimeout,
      explain: (error) => secondLook(error, reader, context),
      stuck: () => {
        const error = cardNoAnswer(reader, this.#exchangeTimeout / 1000);
        this.#occupied.set(reader, { is: 'stuck', error, context: contexts.abandon(reader) });
      },
      ended: (lost) => {
        const occupation = this.#occupied.get(reader);
        if (occupation?.is === 'stuck') occupation.context?.close();
        else if (lost) contexts.drop(reader);
        this.#free(reader);
      },
    });
    this.#occupied.set(reader, { is: 'connected', connection });
    return connection;
  }

  #free(reader: string): void {
    this.#occupied.delete(reader);
    this.#watchList.maker.gave(reader);
    this.#watchList.refresh();
  }

  #load(): Promise<PcscBinding> {
    this.#loaded ??= (this.#options.load ?? loadBinding)();
    return this.#loaded;
  }
}

function portClosed(): InternalError {
  return new InternalError(
    'reader.port-closed',
    'The readers were already given back when one was asked for.',
    {
      hint: 'Start Cardwright again.',
    },
  );
}
