import type { IncomingHttpHeaders } from 'node:http';

/** The names under which a browser on this machine may call the station on `port`. */
export function ownHosts(port: number): readonly string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
}

/** Whether the request names us as its host. A foreign name that resolves to this machine (DNS rebinding) does not. */
export function isOwnHost(headers: IncomingHttpHeaders, port: number): boolean {
  return headers.host !== undefined && ownHosts(port).includes(headers.host.toLowerCase());
}

/** Whether the request comes from our own page: its origin is the host that it calls. Required for everything but reading the page. */
export function isOwnOrigin(headers: IncomingHttpHeaders, port: number): boolean {
  return (
    isOwnHost(headers, port) && headers.origin?.toLowerCase() === `http://${headers.host?.toLowerCase()}`
  );
}
