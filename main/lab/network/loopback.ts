import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { NetworkError } from '../../base/error.ts';

/** A TCP port, the same on 127.0.0.1 and, where this computer has IPv6, on ::1. */
export interface LoopbackPort {
  readonly port: number;
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

const mostTries = 20;

/**
 * Lets a web server have the connections to a free port of the loopback addresses.
 * @param arrive what happens to a connection; `enter` hands it to the server, which is the default
 * @throws NetworkError `lab.no-port`
 */
export async function openPort(
  server: Server | SecureServer,
  arrive: (socket: Socket, enter: () => void) => void = (_, enter) => enter(),
): Promise<LoopbackPort> {
  const sockets = new Set<Socket>();
  const door = (): NetServer =>
    createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      // Whoever hangs up in the middle is no concern of a server.
      socket.on('error', () => undefined);
      arrive(socket, () => server.emit('connection', socket));
    });
  const { port, doors } = await openDoors(door);
  return {
    port,
    close: async () => {
      const closed = doors.map((each) => new Promise((resolve) => each.close(resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

async function openDoors(
  door: () => NetServer,
): Promise<{ readonly port: number; readonly doors: readonly NetServer[] }> {
  for (let tries = 1; ; tries++) {
    const v4 = door();
    const v6 = door();
    const problem = await listen(v4, 0, '127.0.0.1');
    const port = portOf(v4);
    if (problem !== undefined || port === undefined) throw noPort(problem);
    const v6Problem = await listen(v6, port, '::1');
    if (v6Problem === undefined) return { port, doors: [v4, v6] };
    if (v6Problem.code === 'EADDRNOTAVAIL' || v6Problem.code === 'EAFNOSUPPORT') return { port, doors: [v4] };
    await new Promise((resolve) => v4.close(resolve));
    if (v6Problem.code !== 'EADDRINUSE' || tries === mostTries) throw noPort(v6Problem);
  }
}

function listen(server: NetServer, port: number, host: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}

function portOf(server: NetServer): number | undefined {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}

function noPort(cause: unknown): NetworkError {
  return new NetworkError('lab.no-port', 'The server of the lab got no port of this computer.', {
    hint: 'See what keeps programs from listening on 127.0.0.1, then start the network of the lab again.',
    cause,
  });
}
