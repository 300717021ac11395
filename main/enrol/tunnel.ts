import { request } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { connect, type Socket } from 'node:net';
import { NetworkError } from '../base/error.ts';

export interface Destination {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * A TCP connection to the destination, or one through an HTTP proxy (CONNECT, IETF RFC 9110 9.3.6). IPv6 and IPv4 are tried side by side.
 * @param proxy `http://proxy:3128` or `https://…`, with user and password where it wants them
 * @throws NetworkError `psk.proxy-refused`; what the system says of a host that cannot be reached
 */
export function openTunnel(
  { host, port }: Destination,
  proxy: string | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  return proxy === undefined ? direct(host, port, signal) : throughProxy(host, port, new URL(proxy), signal);
}

function direct(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host, port, autoSelectFamily: true, signal });
  socket.once('error', reject);
  socket.once('connect', () => {
    socket.off('error', reject);
    resolve(socket);
  });
  return promise;
}

function throughProxy(host: string, port: number, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const { username, password } = proxy;
  const login = Buffer.from(`${decoded(username)}:${decoded(password)}`);
  const isSecure = proxy.protocol === 'https:';
  const sent = (isSecure ? requestOverTls : request)({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port === '' ? (isSecure ? 443 : 80) : Number(proxy.port),
    method: 'CONNECT',
    path: authority,
    agent: false,
    signal,
    headers: {
      host: authority,
      ...(username === '' ? {} : { 'proxy-authorization': `Basic ${login.toString('base64')}` }),
    },
  });
  sent.once('connect', ({ statusCode }, socket) => {
    if (statusCode === 200) return resolve(socket);
    socket.destroy();
    reject(proxyRefused(proxy.host, statusCode ?? 0));
  });
  sent.once('response', ({ statusCode }) => {
    sent.destroy();
    reject(proxyRefused(proxy.host, statusCode ?? 0));
  });
  sent.once('error', reject);
  sent.end();
  return promise;
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function proxyRefused(proxy: string, status: number): NetworkError {
  return new NetworkError('psk.proxy-refused', 'The proxy does not let this connection through.', {
    hint:
      status === 407
        ? 'Give the proxy with user and password, for example http://user:password@proxy:3128.'
        : 'Ask who runs the proxy to allow CONNECT to this host and port, or connect without it.',
    meaning: 'The key was not used.',
    details: { who: 'proxy', server: proxy, status },
  });
}
