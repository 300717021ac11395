import { unknownReader } from '../reader-errors.ts';
import type { PcscBinding, PcscContext, PcscReader } from './binding.ts';
import { lookForService, serviceTrouble } from './service-state.ts';

export interface ReaderContext {
  readonly context: PcscContext;
  readonly reader: PcscReader;
}

/**
 * One PC/SC context for each reader, because the calls of one context wait for each other. A context is kept: getting one lists all
 * readers, which blocks this thread while a card somewhere is being powered. It has to be dropped when its reader was unplugged or the
 * service was restarted.
 */
export class ReaderContexts {
  readonly #binding: PcscBinding;
  readonly #kept = new Map<string, ReaderContext>();

  constructor(binding: PcscBinding) {
    this.#binding = binding;
  }

  has(name: string): boolean {
    return this.#kept.has(name);
  }

  /** @throws ReaderError `reader.unknown`, `reader.service-not-running`, `reader.no-permission` */
  get(name: string): ReaderContext {
    const kept = this.#kept.get(name) ?? this.#open(name);
    this.#kept.set(name, kept);
    return kept;
  }

  drop(name: string): void {
    this.#kept.get(name)?.context.close();
    this.#kept.delete(name);
  }

  /** Hands a context over to somebody who closes it later: a call is stuck in it, and closing would wait for that call. */
  abandon(name: string): PcscContext | undefined {
    const kept = this.#kept.get(name);
    this.#kept.delete(name);
    return kept?.context;
  }

  dropAll(): void {
    for (const name of this.#kept.keys()) this.drop(name);
  }

  #open(name: string): ReaderContext {
    let context: PcscContext | undefined;
    try {
      context = new this.#binding.Context();
      const reader = context.listReaders().find((candidate) => candidate.name === name);
      if (reader !== undefined) return { context, reader };
    } catch (cause) {
      context?.close();
      throw serviceTrouble(cause, lookForService()).problem;
    }
    context.close();
    throw unknownReader(name);
  }
}
