import { connect, createSecureContext, type TLSSocket } from 'node:tls';
import { CancelledError } from '../base/error.ts';
import {
  explainHandshake,
  handshakeTimedOut,
  identityTooLong,
  type PskServer,
  suiteUnknown,
} from './handshake-errors.ts';
import { type Destination, openTunnel } from './tunnel.ts';

/** A key and the name it goes by. */
export interface PskCredential {
  /** KmID or KpsaID: with GBA the B-TID. */
  readonly id: string;
  /** Hands the key to `work`; whoever holds it wipes it afterwards. */
  readonly key: { use<T>(work: (key: Uint8Array) => T): T };
}

export interface PskOptions extends Destination {
  /** OpenSSL's name; default that of TS-0003 10.2.2. */
  readonly suite?: string;
  /** `onem2m`: the identifier alone (TS-0003 8.2.2.1). `3gpp`: after `3GPP-bootstrapping;` (TS 33.222 5.4.0). */
  readonly identityForm?: 'onem2m' | '3gpp';
  readonly proxy?: string;
  /** Milliseconds for connection and handshake together; default 10 000. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** A connection that both ends have proven to each other. */
export interface PskConnection {
  /** `TLSv1.2`. */
  readonly protocol: string;
  readonly suite: string;
  /** What the server said of the keys it wants; empty where it said nothing. */
  readonly hint: string;
  readonly socket: TLSSocket;
  close(): void;
}

export const defaultSuite = 'PSK-AES128-CBC-SHA256';
const prefix3gpp = '3GPP-bootstrapping;';
/** What OpenSSL can send, of the 65 535 bytes of IETF RFC 4279 2. */
const longestIdentity = 256;
/** One suite, and one that needs the key: with any other a certificate would decide. */
const hasSharedKey = /^([A-Z0-9]+-)*PSK-[A-Z0-9-]+$/;

/**
 * TLS 1.2 with a shared key, IETF RFC 4279, oneM2M TS-0003 10.2.2. There is no certificate: that the handshake ends well proves that the server
 * has the key, so its name needs no other check.
 * @throws AccessError `psk.identity-unknown`, `psk.key-differs`; NetworkError `psk.…`; InputError `psk.suite-unknown`; CancelledError
 */
export async function connectWithPsk(credential: PskCredential, options: PskOptions): Promise<PskConnection> {
  const { host, port, suite = defaultSuite, timeout = 10_000, signal } = options;
  const server: PskServer = { host, port, suite };
  if (!hasSharedKey.test(suite)) throw suiteUnknown(server);
  const identity = options.identityForm === '3gpp' ? `${prefix3gpp}${credential.id}` : credential.id;
  if (Buffer.byteLength(identity) > longestIdentity) throw identityTooLong(server, longestIdentity);
  const inTime = AbortSignal.timeout(timeout);
  const either = signal === undefined ? inTime : AbortSignal.any([signal, inTime]);
  try {
    return await shakeHands({ ...credential, id: identity }, options, server, either);
  } catch (error) {
    if (signal?.aborted === true)
      throw new CancelledError('The NAF was not asked to the end; the key is kept.');
    if (inTime.aborted) throw handshakeTimedOut(server, timeout);
    throw explainHandshake(error, server);
  }
}

async function shakeHands(
  { id, key }: PskCredential,
  { proxy, ...destination }: PskOptions,
  { suite }: PskServer,
  signal: AbortSignal,
): Promise<PskConnection> {
  const secureContext = createSecureContext({
    ciphers: suite,
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
  });
  const tunnel = await openTunnel(destination, proxy, signal);
  const { promise, resolve, reject } = Promise.withResolvers<PskConnection>();
  let said = '';
  const socket = connect({
    socket: tunnel,
    secureContext,
    checkServerIdentity: () => undefined,
    pskCallback: (hint) => {
      said = hint ?? '';
      const psk = key.use((bytes) => bytes.slice());
      return { identity: id, psk };
    },
  });
  const stop = (): void => {
    socket.destroy();
    reject(signal.reason);
  };
  const cutOff = (): void => reject(new TypeError('the connection was closed'));
  signal.addEventListener('abort', stop, { once: true });
  socket.once('error', reject);
  socket.once('close', cutOff);
  socket.once('secureConnect', () => {
    signal.removeEventListener('abort', stop);
    socket.off('close', cutOff);
    // From here on it is the caller's; an error of the other end after the handshake must not end the process.
    socket.on('error', () => socket.destroy());
    resolve({
      protocol: socket.getProtocol() ?? 'TLSv1.2',
      suite: socket.getCipher().name,
      hint: said,
      socket,
      close: () => socket.destroy(),
    });
  });
  return promise.catch((error: unknown) => {
    signal.removeEventListener('abort', stop);
    socket.destroy();
    tunnel.destroy();
    throw error;
  });
}
