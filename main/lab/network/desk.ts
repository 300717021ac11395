import { createServer, type IncomingMessage } from 'node:http';
import { InputError } from '../../base/error.ts';
import { openPort } from './loopback.ts';
import type { Operator } from './operator.ts';
import { type LabAnswer, respond } from './respond.ts';

/** The operator's desk on the loopback address, for programs that carry documents to it and from it. */
export interface OperatorDesk {
  /** GET challenge?impi=… gives a challenge; POST answer with the card's answer gives the completion, or the next challenge. */
  readonly url: string;
  close(): Promise<void>;
}

/** More than any answer has, sealed or not. */
const longestAnswer = 65_536;

/** @throws NetworkError `lab.no-port` */
export async function startDesk(operator: Operator): Promise<OperatorDesk> {
  const server = createServer((request, response) => {
    void respond(request, response, undefined, () => answer(operator, request));
  });
  const door = await openPort(server);
  return { url: `http://127.0.0.1:${door.port}/`, close: () => door.close() };
}

async function answer(operator: Operator, request: IncomingMessage): Promise<LabAnswer> {
  const { method, url = '/' } = request;
  const at = URL.parse(url, 'http://desk');
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  if (method === 'GET' && at?.pathname === '/challenge')
    return { status: 200, headers, body: operator.challenge(at.searchParams.get('impi') ?? '') };
  if (method === 'POST' && at?.pathname === '/answer')
    return { status: 200, headers, body: await operator.answer(await bodyOf(request)) };
  return { status: 404 };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request) {
      if (!Buffer.isBuffer(part)) continue;
      length += part.length;
      if (length > longestAnswer) throw unreadable();
      parts.push(part);
    }
  } catch (cause) {
    // Whoever brought it hung up in the middle.
    throw cause instanceof InputError ? cause : unreadable(cause);
  }
  return Buffer.concat(parts).toString('utf8');
}

function unreadable(cause?: unknown): InputError {
  return new InputError('lab.answer-malformed', 'This is no answer of a card to a challenge of the lab.', {
    hint: 'Give the whole document that the card’s answer was written to.',
    meaning: 'The lab still waits for the answer.',
    details: { limit: longestAnswer },
    cause,
  });
}
