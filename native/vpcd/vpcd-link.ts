import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CardwrightError, ReaderError } from '../../main/base/error.ts';
import type { CardDevice } from '../../main/card/device.ts';
import { isPresent, watchPresence } from '../removable-card.ts';
import { type SessionEnd, VpcdSession } from './session.ts';

/** Port of the first slot of vpcd as it is installed; slot n listens on 35963 + n. */
export const vpcdPort = 0x8c7b;

export interface VpcdOptions {
  readonly device: CardDevice;
  /** Where pcscd with vpcd runs; 127.0.0.1 unless told. */
  readonly host?: string;
  /** {@link vpcdPort} unless told. */
  readonly port?: number;
  /** Called with true when the card is in the reader and with false when it is out. */
  readonly onConnection?: (inserted: boolean) => void;
  /** `vpcd.unreachable` once for each outage, `vpcd.card-failed` when the device threw. The link goes on trying. */
  readonly onError?: (error: CardwrightError) => void;
  /**
   * Milliseconds that a card which fell silent or was taken out stays out at least, 1500 unless told. pcscd looks every 400 ms; a card
   * that is back before it has looked has never been away.
   */
  readonly reinsertAfter?: number;
}

export interface VpcdLink {
  /** Takes the card out and stops. Never rejects. */
  close(): Promise<void>;
}

/** Milliseconds between attempts to reach pcscd. */
const retry = { first: 100, longest: 1_000 };

/**
 * Puts a software card into a reader of vpcd, so that every program on the machine sees it through PC/SC. The card is put in again when
 * pcscd comes back, and after a silent card (`transmit` gave undefined) has been out for `reinsertAfter`. A device whose ATR is empty is
 * seen as a mute card; one that is removable and not present, as none.
 */
export function serveVpcd(options: VpcdOptions): VpcdLink {
  const stop = new AbortController();
  const running = serve(options, stop.signal);
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}

async function serve(options: VpcdOptions, stop: AbortSignal): Promise<void> {
  const { device, host = '127.0.0.1', port = vpcdPort, reinsertAfter = 1_500 } = options;
  let wait = retry.first;
  let outage = false;
  while (!stop.aborted) {
    await untilPresent(device, stop);
    const socket = await open(host, port, stop);
    if (socket === undefined) {
      if (!outage && !stop.aborted) options.onError?.(unreachable(host, port));
      outage = true;
      await pause(wait, stop);
      wait = Math.min(2 * wait, retry.longest);
      continue;
    }
    outage = false;
    wait = retry.first;
    const end = await hold(new VpcdSession(socket, device), options, stop);
    await pause(end === 'closed by pcscd' ? retry.first : reinsertAfter, stop);
  }
}

async function hold(session: VpcdSession, options: VpcdOptions, stop: AbortSignal): Promise<SessionEnd> {
  const close = () => {
    session.close();
  };
  stop.addEventListener('abort', close);
  const unwatch = watchPresence(options.device, close);
  if (stop.aborted || !isPresent(options.device)) close();
  options.onConnection?.(true);
  try {
    const end = await session.ended;
    await options.device.powerOff();
    return end;
  } catch (cause) {
    options.onError?.(cardFailed(cause));
    return 'taken out';
  } finally {
    stop.removeEventListener('abort', close);
    unwatch();
    options.onConnection?.(false);
  }
}

function open(host: string, port: number, stop: AbortSignal): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const giveUp = () => {
      socket.destroy();
    };
    stop.addEventListener('abort', giveUp, { once: true });
    if (stop.aborted) giveUp();
    // Its reason does not matter: every failure is followed by `close`.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      resolve(undefined);
    });
    socket.once('connect', () => {
      stop.removeEventListener('abort', giveUp);
      resolve(socket);
    });
  });
}

/** Waits until the card is in its reader. */
function untilPresent(device: CardDevice, stop: AbortSignal): Promise<void> {
  if (isPresent(device) || stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      unwatch();
      stop.removeEventListener('abort', end);
      resolve();
    };
    const unwatch = watchPresence(device, end);
    stop.addEventListener('abort', end);
  });
}

async function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stop }).catch(() => undefined);
}

function unreachable(host: string, port: number): ReaderError {
  return new ReaderError('vpcd.unreachable', `The virtual reader at ${host}:${port} does not answer.`, {
    hint: 'Install vsmartcard-vpcd and start pcscd; the card is put in as soon as it runs.',
    details: { host, port },
  });
}

function cardFailed(cause: unknown): ReaderError {
  return new ReaderError('vpcd.card-failed', 'The software card failed and was taken out of its reader.', {
    hint: 'It is put in again at once; report it if this happens again.',
    cause,
  });
}
