import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { CardwrightError, type ErrorKind } from '../../base/error.ts';
import { type CallInput, type CallName, type CallOutput, calls } from '../../contract/calls.ts';
import { answerEnvelope } from '../../contract/envelope.ts';
import type { ErrorDoc } from '../../contract/error.ts';
import { type EngineEvent, events } from '../../contract/events.ts';
import { createEngine, type Engine } from '../engine.ts';
import type { EngineOptions } from '../options.ts';

/** An error document as something that can be thrown. */
export class Answered extends CardwrightError {
  readonly kind: ErrorKind;

  constructor({ code, what, hint, kind, details }: ErrorDoc) {
    super(code, what, { hint, details });
    this.kind = kind;
  }
}

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cardwright-engine-'));
}

/** An engine with simulated readers that is asked as a user interface asks: by envelopes. All that leaves it is checked against the contract. */
export class TestEngine {
  readonly engine: Engine;
  readonly folder: string;
  /** Everything that was answered and told, as JSON. */
  readonly said: string[] = [];
  readonly told: EngineEvent[] = [];
  readonly answered = new Set<CallName>();
  readonly #listeners = new Set<(event: EngineEvent) => void>();

  private constructor(engine: Engine, folder: string) {
    this.engine = engine;
    this.folder = folder;
    engine.on((event) => {
      events[event.event].parse(event.data);
      this.said.push(JSON.stringify(event));
      this.told.push(event);
      for (const listener of this.#listeners) listener(event);
    });
  }

  static async start(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
    const folder = options.folder ?? temporaryFolder();
    const lines: string[] = [];
    const engine = await createEngine({
      folder,
      host: 'app',
      pcsc: false,
      simulator: true,
      version: '0.0.0',
      log: { write: (line) => void lines.push(line) },
      ...options,
    });
    const made = new TestEngine(engine, folder);
    made.log = lines;
    return made;
  }

  log: readonly string[] = [];

  /** @throws Answered */
  async call<N extends CallName>(
    name: N,
    input: CallInput<N>,
    id: string = crypto.randomUUID(),
  ): Promise<CallOutput<N>> {
    // As it would travel: what is not JSON would be lost.
    const answer = await this.engine.handle({ id, call: name, input: structuredClone(input) }, 'app');
    this.said.push(JSON.stringify(answer));
    const parsed = answerEnvelope.parse(JSON.parse(JSON.stringify(answer)));
    if (!parsed.ok) throw new Answered(parsed.error);
    this.answered.add(name);
    return outputs[name].output.parse(parsed.output);
  }

  /** Waits for an event that fits, from now on. */
  next(fits: (event: EngineEvent) => boolean): Promise<EngineEvent> {
    return new Promise((resolve) => {
      const listener = (event: EngineEvent): void => {
        if (!fits(event)) return;
        this.#listeners.delete(listener);
        resolve(event);
      };
      this.#listeners.add(listener);
    });
  }

  /** Ends the engine and leaves its folder. */
  close(): Promise<void> {
    return this.engine.close();
  }

  async discard(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
