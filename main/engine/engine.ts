import { InterruptedError } from '../base/error.ts';
import type { CallInput, CallName, CallOutput } from '../contract/calls.ts';
import type { AnswerEnvelope, RequestEnvelope } from '../contract/envelope.ts';
import { isLong, runCall } from './calls/run.ts';
import { asCardwrightError, errorDocOf } from './errors.ts';
import type { EngineListener } from './event-hub.ts';
import type { EngineOptions } from './options.ts';
import type { Origin } from './origin.ts';
import { Parts } from './parts.ts';
import { checkCallName, checkInput, isCallName } from './validate.ts';

export interface CallOptions {
  readonly origin: Origin;
  /** Id of the operation, for long calls; made up when absent. */
  readonly operation?: string;
  readonly signal?: AbortSignal;
}

/** The engine behind every host: it answers the calls of the contract and tells its events. */
export interface Engine {
  /** @throws CardwrightError, and nothing else */
  call<N extends CallName>(name: N, input: CallInput<N>, options: CallOptions): Promise<CallOutput<N>>;
  /** Answers every envelope with one of the same id; never rejects. A long call that is sent again under its id gets the same answer. */
  handle(envelope: RequestEnvelope, origin: Origin): Promise<AnswerEnvelope>;
  /** Calls `listener` with each event until the returned function is called. */
  on(listener: EngineListener): () => void;
  /** Cancels what runs, waits until each card is in a known state, and closes everything. */
  close(): Promise<void>;
}

/** Answers to long calls that are kept for a request that is sent again. */
const keptAnswers = 20;

/** Cheap: what an engine is made of is loaded and opened by the first call that needs it. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const parts = new Parts(options);
  const answers = new Map<string, Promise<AnswerEnvelope>>();
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const call = async <N extends CallName>(
    name: N,
    input: unknown,
    { origin, operation, signal }: CallOptions,
  ): Promise<CallOutput<N>> => {
    try {
      if (closing !== undefined) throw engineClosed();
      const running = runCall(parts, name, checkInput(name, input), { origin, operation, signal });
      underWay.add(running);
      return await running.finally(() => underWay.delete(running));
    } catch (thrown) {
      throw asCardwrightError(thrown, parts.log);
    } finally {
      parts.trace.flush();
    }
  };

  const answer = async (
    { id, call: name, input }: RequestEnvelope,
    origin: Origin,
  ): Promise<AnswerEnvelope> => {
    try {
      const output = await call(checkCallName(name), input, { origin, operation: id });
      return { id, ok: true, output };
    } catch (thrown) {
      return { id, ok: false, error: errorDocOf(asCardwrightError(thrown, parts.log)) };
    }
  };

  const close = async (): Promise<void> => {
    await parts.operations.cancelAll();
    await Promise.allSettled(underWay);
    await parts.close();
  };

  return {
    call,
    handle(envelope, origin) {
      const key = `${envelope.call} ${envelope.id}`;
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answered = answer(envelope, origin);
      if (isCallName(envelope.call) && isLong(envelope.call)) {
        answers.set(key, answered);
        for (const oldest of [...answers.keys()].slice(0, -keptAnswers)) answers.delete(oldest);
      }
      return answered;
    },
    on: (listener) => parts.hub.on(listener),
    close: () => (closing ??= close()),
  };
}

function engineClosed(): InterruptedError {
  return new InterruptedError('engine.closed', 'The engine is ending.', {
    meaning: 'Nothing was done.',
    hint: 'Start Cardwright again.',
  });
}
