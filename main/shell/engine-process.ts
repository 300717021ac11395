import type { ChildProcess, fork } from 'node:child_process';
import {
  type AnswerEnvelope,
  type EngineStart,
  type EngineToHost,
  type EventEnvelope,
  engineToHost,
  type RequestEnvelope,
} from '../contract/envelope.ts';
import type { ErrorDoc } from '../contract/error.ts';
import type { Keychain } from './keychain.ts';
import { answerKeychain } from './keychain-channel.ts';

export interface EngineProcess {
  request(envelope: RequestEnvelope): Promise<AnswerEnvelope>;
  onEvent(listener: (envelope: EventEnvelope) => void): () => void;
  /** Lets the engine end in order; resolves when it is gone. */
  stop(): Promise<void>;
}

interface Deps {
  readonly fork: typeof fork;
  readonly enginePath: string;
  readonly nodePath: string;
  readonly start: EngineStart['start'];
  readonly keychain: Keychain;
  /** Told when the engine ends although nobody asked it to. */
  readonly onGone: (error: ErrorDoc) => void;
}

/** PC/SC calls block a thread of libuv's pool each; the pool cannot grow later. */
const threadPoolSize = '24';

/** How long an engine may take to end in order. */
const patienceMs = 10_000;

const gone: ErrorDoc = {
  code: 'engine.gone',
  kind: 'interrupted',
  what: 'The engine has ended unexpectedly.',
  meaning:
    'What was being written is journaled; a step that was under way is unknown until the card is read again.',
  hint: 'Cardwright starts the engine again. Leave the card in its reader and open the interrupted plan.',
  details: {},
};

/** Forks the engine on the Node it was tested with, and starts it again when it dies. Requests under way then fail as `engine.gone`. */
export function startEngineProcess(deps: Deps): EngineProcess {
  const waiting = new Map<string, (answer: AnswerEnvelope) => void>();
  const listeners = new Set<(envelope: EventEnvelope) => void>();
  const unsent: RequestEnvelope[] = [];
  let child: ChildProcess;
  let ready = false;
  let stopping = false;

  const failAll = (error: ErrorDoc): void => {
    for (const [id, answer] of waiting) answer({ id, ok: false, error });
    waiting.clear();
    unsent.length = 0;
  };

  const receive = (message: EngineToHost): void => {
    if ('ready' in message) {
      ready = true;
      for (const envelope of unsent.splice(0)) child.send(envelope);
    } else if ('failed' in message) {
      stopping = true;
      failAll(message.failed);
      deps.onGone(message.failed);
    } else if ('event' in message) for (const listener of listeners) listener(message);
    else if ('keychain' in message) child.send(answerKeychain(deps.keychain, message));
    else {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  };

  const launch = (): void => {
    ready = false;
    child = deps.fork(deps.enginePath, [], {
      execPath: deps.nodePath,
      execArgv: [],
      env: { ...process.env, UV_THREADPOOL_SIZE: threadPoolSize },
      serialization: 'json',
    });
    child.on('message', (message) => receive(engineToHost.parse(message)));
    child.on('exit', () => {
      if (stopping) return;
      failAll(gone);
      deps.onGone(gone);
      launch();
    });
    child.send({ start: deps.start });
  };
  launch();

  return {
    request: (envelope) =>
      new Promise((resolve) => {
        waiting.set(envelope.id, resolve);
        if (ready) child.send(envelope);
        else unsent.push(envelope);
      }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        failAll(gone);
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        // A driver that never returns keeps even an ending process alive.
        const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
        child.once('exit', () => {
          clearTimeout(patience);
          resolve();
        });
        if (child.connected) child.disconnect();
        else child.kill('SIGTERM');
      }),
  };
}
