import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type * as z from 'zod';
import type { CallInput, CallName, CallOutput } from '../../contract/calls.ts';
import { calls } from '../../contract/calls.ts';
import {
  type AnswerEnvelope,
  type EngineStart,
  type EngineToHost,
  engineToHost,
} from '../../contract/envelope.ts';
import { Answered } from './test-engine.ts';

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

/** The engine in a process of its own, as a host forks it. */
export class ForkedEngine {
  readonly child: ChildProcess;
  readonly #messages: EngineToHost[] = [];

  constructor(folder: string) {
    this.child = fork(new URL('../process.ts', import.meta.url), [], {
      env: { ...process.env, UV_THREADPOOL_SIZE: '16', XDG_CACHE_HOME: join(folder, 'cache') },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child.on('message', (message) => this.#messages.push(engineToHost.parse(message)));
  }

  send(message: unknown): void {
    this.child.send(message as object);
  }

  start(start: Omit<EngineStart['start'], 'host' | 'pcsc' | 'simulator' | 'version'>): void {
    const options = { host: 'app', pcsc: false, simulator: true, version: '9.9.9' } as const;
    this.send({ start: { ...options, ...start } } satisfies EngineStart);
  }

  /** The first message that fits, those that came before included. */
  async seen<T extends EngineToHost>(fits: (message: EngineToHost) => message is T): Promise<T> {
    for (let at = 0; ; at++) {
      while (at >= this.#messages.length) await once(this.child, 'message');
      const message = this.#messages[at];
      if (message !== undefined && fits(message)) return message;
    }
  }

  answerTo(id: string): Promise<AnswerEnvelope> {
    return this.seen((message): message is AnswerEnvelope => 'ok' in message && message.id === id);
  }

  /** @throws Answered */
  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const id = crypto.randomUUID();
    this.send({ id, call: name, input });
    const answer = await this.answerTo(id);
    if (!answer.ok) throw new Answered(answer.error);
    return outputs[name].output.parse(answer.output);
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
