import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CardwrightError } from '../../base/error.ts';
import { isServerFault, type ServerFault } from './faults.ts';

/** An answer as data, so that it can be computed without a socket. */
export interface LabAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A page for people, as a proxy or a captive portal sends it. */
export const webPage: LabAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>Please log in.</body></html>',
};

/**
 * Answers a request, or does what the fault says instead. What the request has wrong (a CardwrightError) is answered with 400 and its
 * message, which holds no secret.
 */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  fault: { readonly kind: string } | undefined,
  answer: () => LabAnswer | Promise<LabAnswer>,
): Promise<void> {
  if (isServerFault(fault) && !(await survives(request, response, fault))) return;
  send(response, await answerOrRefusal(answer));
  request.resume();
}

/** Whether the request is answered after all. */
async function survives(
  request: IncomingMessage,
  response: ServerResponse,
  fault: ServerFault,
): Promise<boolean> {
  switch (fault.kind) {
    case 'slow':
      await sleep(fault.ms, undefined, { ref: false });
      return true;
    case 'cut':
      request.socket.destroy();
      return false;
    case 'status':
      send(response, { status: fault.status });
      return false;
    case 'html':
    default:
      send(response, webPage);
      return false;
  }
}

async function answerOrRefusal(answer: () => LabAnswer | Promise<LabAnswer>): Promise<LabAnswer> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof CardwrightError) return { status: 400, body: error.message };
    throw error;
  }
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: LabAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
