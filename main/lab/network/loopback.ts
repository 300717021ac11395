import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { CardwrightError, NetworkError } from '../../base/error.ts';
import type { ServerFault } from './faults.ts';

/** An answer as data, so that it can be computed without a socket. */
export interface LabAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Listens on a free port of the loopback address; resolves to the port. */
export function listen(server: Server | SecureServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else
        reject(
          new NetworkError('lab.no-port', 'The server of the lab got no port.', {
            hint: 'Free a port of this computer.',
          }),
        );
    });
  });
}

/** Ends a server with all its connections. */
export function shut(server: Server | SecureServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Answers a request, or does what the fault says instead. What the request has wrong (a CardwrightError) is answered with 400 and its
 * message, which holds no secret.
 */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  fault: { readonly kind: string } | undefined,
  answer: () => LabAnswer,
): Promise<void> {
  request.resume();
  if (isServerFault(fault)) {
    if (fault.kind === 'cut') {
      request.socket.destroy();
      return;
    }
    if (fault.kind === 'slow') await sleep(fault.ms, undefined, { ref: false });
    else {
      send(response, fault.kind === 'status' ? { status: fault.status } : page);
      return;
    }
  }
  send(response, answerOrRefusal(answer));
}

const page: LabAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>Please log in.</body></html>',
};

function answerOrRefusal(answer: () => LabAnswer): LabAnswer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof CardwrightError) return { status: 400, body: error.message };
    throw error;
  }
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: LabAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function isServerFault(fault: { readonly kind: string } | undefined): fault is ServerFault {
  return fault !== undefined && ['status', 'slow', 'cut', 'html'].includes(fault.kind);
}
