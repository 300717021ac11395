import { InternalError } from '../base/error.ts';
import type { EngineStart, RequestEnvelope } from '../contract/envelope.ts';
import { presentError } from '../jobs/present/error.ts';
import type { Engine } from './engine.ts';
import { asCardwrightError } from './errors.ts';
import { HostChannel, type ParentPort } from './host-channel.ts';
import { stderrLog, traceOfThrown } from './log.ts';
import type { EngineOptions } from './options.ts';
import type { Origin } from './origin.ts';

/** An engine that cannot end in order after its host has gone ends anyway. */
const patienceMs = 15_000;

interface HostedProcess extends ParentPort {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect' | 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(event: 'uncaughtException', listener: (error: unknown) => void): unknown;
  readonly pid: number;
  exit(code: number): never;
}

/** Hosts one engine for the process that forked this one. */
export function runEngineProcess(
  host: HostedProcess,
  createEngine: (options: EngineOptions) => Promise<Engine>,
): void {
  let hosted: { readonly engine: Promise<Engine>; readonly origin: Origin } | undefined;

  const start = async ({ keychain, ...options }: EngineStart['start']): Promise<Engine> => {
    const made = await createEngine({
      ...options,
      log: stderrLog,
      ...(keychain ? { keyWrapper: channel.keychain } : {}),
    });
    made.on(({ event, data }) => channel.send({ event, data }));
    return made;
  };

  const begin = (options: EngineStart['start']): void => {
    if (hosted !== undefined) return;
    hosted = { engine: start(options), origin: options.host };
    hosted.engine.then(
      () => channel.send({ ready: { pid: host.pid } }),
      (error: unknown) => channel.send({ failed: presentError(asCardwrightError(error, stderrLog)) }),
    );
  };

  const request = async (envelope: RequestEnvelope): Promise<void> => {
    try {
      if (hosted === undefined) throw notStarted();
      channel.send(await (await hosted.engine).handle(envelope, hosted.origin));
    } catch (thrown) {
      channel.send({ id: envelope.id, ok: false, error: presentError(asCardwrightError(thrown, stderrLog)) });
    }
  };

  const channel = new HostChannel(host, (message) => {
    if ('start' in message) begin(message.start);
    else void request(message);
  });

  const end = async (): Promise<void> => {
    setTimeout(() => host.exit(1), patienceMs).unref();
    try {
      await (await hosted?.engine)?.close();
      host.exit(0);
    } catch (error) {
      stderrLog.write(`the engine did not end in order\n${traceOfThrown(error)}`);
      host.exit(1);
    }
  };
  host.on('disconnect', () => void end());
  host.on('SIGTERM', () => void end());
  // A Ctrl-C in a terminal reaches the host as well, which ends this process in order.
  host.on('SIGINT', () => undefined);
  host.on('uncaughtException', (error) => {
    stderrLog.write(`uncaught\n${traceOfThrown(error)}`);
    host.exit(1);
  });
}

function notStarted(): InternalError {
  return new InternalError(
    'channel.not-started',
    'The host asked before it said how the engine is to be made.',
    {
      hint: 'Use the engine and the app of one release.',
    },
  );
}
