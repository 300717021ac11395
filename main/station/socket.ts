import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type EventEnvelope, requestEnvelope } from '../contract/envelope.ts';
import type { Engine } from '../engine/engine.ts';

/** The largest message a page may send: a CSV of twenty million characters and its envelope. */
const maxPayload = 24 * 1024 * 1024;
/** A browser that does not keep up loses trace lines first; it can fetch them again. */
const slowBytes = 4 * 1024 * 1024;
const heartbeatMs = 30_000;

/** Carries the contract over `/ws` for requests that `mayEnter` lets in. Returns what closes all connections. */
export function serveSocket(
  server: Server,
  engine: Engine,
  mayEnter: (request: IncomingMessage) => boolean,
): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (request.url !== '/ws' || !mayEnter(request)) {
      stream.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => attend(socket, engine));
  });
  const leave = engine.on((envelope) => {
    const text = JSON.stringify(envelope satisfies EventEnvelope);
    for (const socket of sockets.clients)
      if (envelope.event !== 'trace.added' || socket.bufferedAmount < slowBytes) socket.send(text);
  });
  return () => {
    leave();
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

function attend(socket: WebSocket, engine: Engine): void {
  let alive = true;
  const heartbeat = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, heartbeatMs);
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('close', () => clearInterval(heartbeat));
  // A broken frame or an oversized message ends this connection only; the page comes back by itself.
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => {
    const text = Buffer.isBuffer(data) && !isBinary ? data.toString('utf8') : '';
    const parsed = requestEnvelope.safeParse(parseJson(text));
    if (!parsed.success) return socket.close(1008, 'not a request');
    void engine.handle(parsed.data, 'station').then((answer) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(answer));
    });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
