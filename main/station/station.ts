import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import fastify, { type FastifyInstance } from 'fastify';
import * as z from 'zod';
import { NetworkError } from '../base/error.ts';
import { type Clock, systemClock } from '../base/ports.ts';
import type { Engine } from '../engine/engine.ts';
import { isOwnHost, isOwnOrigin } from './origin.ts';
import { servePages } from './pages.ts';
import { Sessions } from './sessions.ts';
import { serveSocket } from './socket.ts';

export interface Station {
  /** Address with the one-time token for the next browser; changes when a browser has signed in. */
  readonly address: () => string;
  readonly port: number;
  close(): Promise<void>;
}

const cookieName = 'cardwright';
const signInBody = z.strictObject({ token: z.string().max(200) });

/**
 * Serves the app to browsers of this machine: HTTP and WebSocket on the loopback address only, entered with a one-time token, Host and
 * Origin checked on everything that is more than reading the page.
 * @throws NetworkError `station.port-taken`
 */
export async function serveStation(options: {
  engine: Engine;
  /** Folder of the built renderer. */
  pages: string;
  /** 0 takes a free one. */
  port: number;
  clock?: Clock;
  /** Told after each sign-in; the address is a new one then. */
  onSignIn?: () => void;
}): Promise<Station> {
  const sessions = new Sessions(options.clock ?? systemClock);
  const server: FastifyInstance = fastify({ bodyLimit: 64 * 1024, forceCloseConnections: true });
  let port = options.port;
  const cookieOf = (request: IncomingMessage): string | undefined =>
    parseCookie(request.headers.cookie ?? '')[`${cookieName}-${port}`];

  server.addHook('onRequest', async (request, reply) => {
    if (!isOwnHost(request.headers, port)) return reply.code(421).send();
    return undefined;
  });
  server.get('/session', (request, reply) =>
    reply.code(sessions.knows(cookieOf(request.raw)) ? 204 : 401).send(),
  );
  server.post('/session', (request, reply) => {
    const body = signInBody.safeParse(request.body);
    const cookie =
      isOwnOrigin(request.headers, port) && body.success ? sessions.exchange(body.data.token) : undefined;
    if (cookie === undefined) return reply.code(401).send();
    options.onSignIn?.();
    return reply
      .header('Set-Cookie', `${cookieName}-${port}=${cookie}; HttpOnly; SameSite=Strict; Path=/`)
      .code(204)
      .send();
  });
  await servePages(server, options.pages);
  const closeSockets = serveSocket(
    server.server,
    options.engine,
    (request) => isOwnOrigin(request.headers, port) && sessions.knows(cookieOf(request)),
  );
  try {
    await server.listen({ host: '127.0.0.1', port });
  } catch (cause) {
    closeSockets();
    throw new NetworkError('station.port-taken', `Port ${port} of this machine cannot be used.`, {
      hint: 'Choose another with --port, or --port 0 for any free one; perhaps a station runs already.',
      details: { port },
      cause,
    });
  }
  const bound = server.server.address();
  if (bound !== null && typeof bound === 'object') port = bound.port;
  return {
    address: () => `http://127.0.0.1:${port}/#token=${sessions.token}`,
    get port() {
      return port;
    },
    async close() {
      closeSockets();
      await server.close();
    },
  };
}
