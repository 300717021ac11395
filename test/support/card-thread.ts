import { Worker } from 'node:worker_threads';
import type { CardFault } from '../../main/lab/uicc/faults.ts';
import { decodeImage, encodeImage } from '../../main/lab/uicc/image-json.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import { pcscSees } from './pcsc-sees.ts';
import type { VirtualReader } from './pcscd.ts';

export type CardThreadCall =
  | { readonly call: 'make'; readonly image: string }
  | { readonly call: 'insert'; readonly port: number }
  | { readonly call: 'remove' | 'image' | 'count' | 'instructions' | 'release' }
  | { readonly call: 'fault'; readonly fault: CardFault }
  | { readonly call: 'hold'; readonly at: number };

export type CardThreadAnswer = 'held' | { readonly id: number; readonly result: unknown };

/**
 * Software cards for one reader of a test's pcscd, in a thread of their own. In the thread of the test they could not answer while a
 * call of PC/SC blocks it, and pcscd may wait for their answer before it lets that call return.
 */
export class CardThread {
  readonly reader: VirtualReader;
  readonly #worker = new Worker(new URL('card-thread-worker.ts', import.meta.url));
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #onHeld: (() => void) | undefined;
  #calls = 0;

  constructor(reader: VirtualReader) {
    this.reader = reader;
    this.#worker.unref();
    this.#worker.on('message', (answer: CardThreadAnswer) => {
      if (answer === 'held') return this.#onHeld?.();
      this.#waiting.get(answer.id)?.(answer.result);
      this.#waiting.delete(answer.id);
    });
  }

  /** Puts a card in and waits until PC/SC has seen it. A card that falls silent stays out; without `image` the same as before. */
  async insert(image?: CardImage): Promise<void> {
    if (image !== undefined) await this.#call({ call: 'make', image: encodeImage(image) });
    await this.#call({ call: 'insert', port: this.reader.port });
    await pcscSees(this.reader, 'card');
  }

  /** Takes it out, and waits until PC/SC has seen that. */
  async remove(): Promise<void> {
    await this.#call({ call: 'remove' });
    await pcscSees(this.reader, 'empty');
  }

  /** Commands are counted from now. */
  async fault(fault: CardFault): Promise<void> {
    await this.#call({ call: 'fault', fault });
  }

  async image(): Promise<CardImage> {
    return decodeImage(String(await this.#call({ call: 'image' })));
  }

  /** Begins to count commands, for {@link instructions} and {@link holdAt}. */
  async count(): Promise<void> {
    await this.#call({ call: 'count' });
  }

  /** The instruction bytes of the commands since {@link count}. */
  async instructions(): Promise<readonly number[]> {
    const result = await this.#call({ call: 'instructions' });
    return Array.isArray(result) ? result.map(Number) : [];
  }

  /** Has the card keep command number `at` unanswered until {@link release}. Gives what resolves when that command has come. */
  async holdAt(at: number): Promise<{ readonly reached: Promise<void> }> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onHeld = resolve;
    await this.#call({ call: 'hold', at });
    return { reached: promise };
  }

  /** Has the card execute and answer the command it kept. */
  async release(): Promise<void> {
    await this.#call({ call: 'release' });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #call(call: CardThreadCall): Promise<unknown> {
    const id = ++this.#calls;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, call }, []);
    });
  }
}
