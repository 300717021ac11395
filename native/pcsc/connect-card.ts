import { CancelledError, CardwrightError, throwIfCancelled } from '../../main/base/error.ts';
import type { TransmissionProtocol } from '../../main/card/link.ts';
import { readerNotReady } from '../reader-errors.ts';
import { anyProtocol, leaveCard, type PcscCard, protocol, share } from './binding.ts';
import type { PcscFault } from './codes.ts';
import { translate } from './pcsc-error.ts';
import type { ReaderContexts } from './reader-contexts.ts';

export interface ConnectRequest {
  readonly contexts: ReaderContexts;
  readonly reader: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly preferred: TransmissionProtocol | undefined;
  readonly signal: AbortSignal | undefined;
  /** Called when the connect was given up but still runs in the service: `undone` settles when the reader is free again. */
  readonly givenUp: (undone: Promise<void>) => void;
}

const untouched = 'Nothing was sent to the card.';

/** Signs that a kept context is out of date: its reader was unplugged and came back, or the service was restarted. */
const outdated: ReadonlySet<PcscFault | undefined> = new Set([
  'stale-handle',
  'reader-unknown',
  'reader-lost',
  'service-gone',
  'broken-link',
  undefined,
]);

/**
 * Connects exclusively, with a fresh context where the kept one is out of date, and with any protocol where the card does not speak the
 * preferred one.
 * @throws ReaderError or CardError as `translate` words them, `reader.not-ready` after `timeout`, CancelledError
 */
export async function connectCard(request: ConnectRequest): Promise<PcscCard> {
  const { contexts, reader, preferred } = request;
  let protocols: number = preferred === undefined ? anyProtocol : numberOf(preferred);
  for (;;) {
    throwIfCancelled(request.signal, untouched);
    const kept = contexts.has(reader);
    const { reader: pcscReader } = contexts.get(reader);
    try {
      return await patiently(pcscReader.connect(share.exclusive, protocols), request);
    } catch (cause) {
      if (cause instanceof CardwrightError) throw cause;
      const { fault, error } = translate(cause, reader, 'connect');
      const stale = outdated.has(fault);
      if (stale) contexts.drop(reader);
      if (fault === 'protocol-mismatch' && protocols !== anyProtocol) protocols = anyProtocol;
      else if (!stale || !kept) throw error;
    }
  }
}

function numberOf(name: TransmissionProtocol): number {
  return name === 'T=0' ? protocol.t0 : protocol.t1;
}

async function patiently(connecting: Promise<PcscCard>, request: ConnectRequest): Promise<PcscCard> {
  const { contexts, reader, signal } = request;
  const end = Promise.withResolvers<CardwrightError>();
  const timer = setTimeout(() => {
    end.resolve(readerNotReady(reader, 'connect'));
  }, request.timeout);
  const cancel = () => {
    end.resolve(new CancelledError(untouched));
  };
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted === true) cancel();
  try {
    const outcome = await Promise.race([connecting, end.promise]);
    if (!(outcome instanceof CardwrightError)) return outcome;
    const abandoned = contexts.abandon(reader);
    request.givenUp(undo(connecting).finally(() => abandoned?.close()));
    throw outcome;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

async function undo(connecting: Promise<PcscCard>): Promise<void> {
  try {
    const card = await connecting;
    card.disconnect(leaveCard);
  } catch {
    // There is no connection, which is what was wanted.
  }
}
