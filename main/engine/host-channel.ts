import { InternalError, StoreError } from '../base/error.ts';
import {
  type EngineToHost,
  type HostToEngine,
  hostToEngine,
  type KeychainAnswer,
} from '../contract/envelope.ts';
import { presentError } from '../jobs/present/error.ts';
import type { KeyWrapper } from '../store/vault/key-wrapper.ts';

/** The half of `node:process` that talks to the process that forked this one. */
export interface ParentPort {
  readonly connected?: boolean;
  send?(
    message: unknown,
    handle: undefined,
    options: undefined,
    sent: (error: Error | null) => void,
  ): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

type Asked = (answer: KeychainAnswer) => void;

/** The channel of an engine process to its host, with the keychain's questions and answers taken out. */
export class HostChannel {
  readonly #parent: ParentPort;
  readonly #asked = new Map<string, Asked>();
  #lastId = 0;

  constructor(parent: ParentPort, receive: (message: Exclude<HostToEngine, KeychainAnswer>) => void) {
    this.#parent = parent;
    parent.on('message', (message) => {
      const known = hostToEngine.safeParse(message);
      if (!known.success) return this.#refuse(message);
      if ('keychain' in known.data) this.#answered(known.data);
      else receive(known.data);
    });
  }

  /** A host that is gone is not told; its `disconnect` ends this process. */
  send(message: EngineToHost): void {
    if (this.#parent.connected === true) this.#parent.send?.(message, undefined, undefined, () => undefined);
  }

  /** The OS keychain of the host, asked over the channel. */
  readonly keychain: KeyWrapper = {
    available: async () => {
      const answer = await this.#ask((id) => ({ keychain: 'available', id }));
      return 'available' in answer && answer.available;
    },
    wrap: (bytes) => this.#convert('wrap', bytes),
    unwrap: (bytes) => this.#convert('unwrap', bytes),
  };

  async #convert(keychain: 'wrap' | 'unwrap', bytes: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#ask((id) => ({
      keychain,
      id,
      bytes: Buffer.from(bytes).toString('base64'),
    }));
    if ('bytes' in answer) return new Uint8Array(Buffer.from(answer.bytes, 'base64'));
    throw new StoreError('keychain.refused', 'The keychain of the operating system refused.', {
      meaning: 'Stored keys stay closed; cards are not affected.',
      hint: 'Unlock the keychain of your session and start again.',
      details: answer.ok ? {} : { reason: answer.error.code },
    });
  }

  #ask(request: (id: string) => EngineToHost): Promise<KeychainAnswer> {
    const id = String(++this.#lastId);
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.send(request(id));
    });
  }

  #answered(answer: KeychainAnswer): void {
    this.#asked.get(answer.id)?.(answer);
    this.#asked.delete(answer.id);
  }

  /** A message that is none of ours gets an answer where it says whom to answer. */
  #refuse(message: unknown): void {
    const id: unknown =
      typeof message === 'object' && message !== null ? Reflect.get(message, 'id') : undefined;
    if (typeof id !== 'string') return;
    const error = new InternalError(
      'channel.malformed',
      'The host sent a message the engine does not know.',
      { hint: 'Use the engine and the app of one release.' },
    );
    this.send({ id, ok: false, error: presentError(error) });
  }
}
