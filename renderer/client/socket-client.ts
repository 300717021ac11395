import * as z from 'zod';
import { NetworkError } from '../../main/base/error.ts';
import { type AnswerEnvelope, answerEnvelope, eventEnvelope } from '../../main/contract/envelope.ts';
import { Connection } from './connection.ts';
import { decodeAnswer, decodeEvent } from './decode.ts';
import type { EngineClient } from './engine-client.ts';
import { EventHub } from './event-hub.ts';
import { signIn, stillSignedIn, takeToken } from './session.ts';

const incoming = z.union([eventEnvelope, answerEnvelope]);
const firstDelayMs = 500;
const longestDelayMs = 8000;

interface Pending {
  readonly resolve: (answer: AnswerEnvelope) => void;
  readonly reject: (error: NetworkError) => void;
}

const lost = (): NetworkError =>
  new NetworkError('connection.lost', 'The connection to the station was lost.', {
    meaning: 'A write that was running goes on in the engine and leaves its receipt there.',
    hint: 'Wait for the connection, then look at the receipts before you write again.',
  });

/** The engine behind the loopback station of this page's origin. Comes back by itself, with growing pauses. */
export class SocketClient implements EngineClient {
  readonly connection = new Connection('connecting');
  readonly #hub = new EventHub();
  readonly #pending = new Map<string, Pending>();
  readonly #waiting: (() => void)[] = [];
  #socket: WebSocket | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #delayMs = firstDelayMs;
  #token = takeToken();
  #closed = false;

  constructor() {
    void this.#connect();
  }

  readonly call: EngineClient['call'] = async (name, input, options) => {
    if (this.connection.get() === 'connecting') await new Promise<void>((go) => this.#waiting.push(go));
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) throw lost();
    const id = options?.id ?? crypto.randomUUID();
    const answer = await new Promise<AnswerEnvelope>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, call: name, input }));
    });
    return decodeAnswer(name, answer);
  };

  readonly on: EngineClient['on'] = (event, listener) => this.#hub.on(event, listener);

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
  }

  async #connect(): Promise<void> {
    try {
      const known = this.#token === undefined ? await stillSignedIn() : await signIn(this.#token);
      this.#token = undefined;
      if (!known) return this.#settle('signed-out');
    } catch {
      // The station is not there: that is what the offline state says, and the next attempt is on its way.
      return this.#later();
    }
    this.#open();
  }

  #open(): void {
    const { protocol, host } = globalThis.location;
    const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#delayMs = firstDelayMs;
      this.#settle('online');
    });
    socket.addEventListener('message', ({ data }) => this.#receive(String(data)));
    socket.addEventListener('close', () => {
      for (const { reject } of this.#pending.values()) reject(lost());
      this.#pending.clear();
      this.#later();
    });
  }

  #receive(text: string): void {
    const envelope = incoming.parse(JSON.parse(text));
    if ('event' in envelope) {
      const event = decodeEvent(envelope);
      if (event !== undefined) this.#hub.emit(event);
      return;
    }
    this.#pending.get(envelope.id)?.resolve(envelope);
    this.#pending.delete(envelope.id);
  }

  #later(): void {
    if (this.#closed) return;
    this.#settle('offline');
    this.#retry = setTimeout(() => void this.#connect(), this.#delayMs);
    this.#delayMs = Math.min(2 * this.#delayMs, longestDelayMs);
  }

  #settle(state: 'online' | 'offline' | 'signed-out'): void {
    this.connection.set(state);
    for (const go of this.#waiting.splice(0)) go();
  }
}
