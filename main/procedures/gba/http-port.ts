import { CancelledError, CardwrightError, NetworkError } from '../../base/error.ts';
import { attributed } from './attribute.ts';

/** What a request needs of `fetch`. */
export interface HttpRequest {
  readonly method: 'GET';
  readonly headers: Record<string, string>;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** What is used of the answer of `fetch`. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The network, as `fetch` gives it; proxies, IPv6 and name resolution are its matter. */
export type HttpPort = (url: string, request: HttpRequest) => Promise<HttpResponse>;

export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: Uint8Array;
}

export interface HttpGet {
  readonly who: 'bsf' | 'naf';
  readonly port: HttpPort;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds until the whole answer has to be there. */
  readonly timeout: number;
}

/** A BootstrappingInfo has some hundred bytes. */
const longestBody = 65_536;

/**
 * One GET of a server of GBA, with the body of its answer.
 * @throws NetworkError `gba.bsf-unreachable`, `gba.bsf-timeout`, `gba.bsf-failed` (5xx), likewise `gba.naf-…`; `gba.answer-too-long`;
 *   CancelledError; an error that the port has explained itself passes
 */
export async function getOverHttp({
  who,
  port,
  url,
  headers,
  signal,
  timeout,
}: HttpGet): Promise<HttpAnswer> {
  const inTime = AbortSignal.timeout(timeout);
  const either = signal === undefined ? inTime : AbortSignal.any([signal, inTime]);
  try {
    const response = await port(url, { method: 'GET', headers, redirect: 'manual', signal: either });
    const body = await limitedBody(response, { who, url });
    if (response.status >= 500) throw failed({ who, url }, response.status);
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, body };
  } catch (error) {
    if (error instanceof NetworkError) throw attributed(error, who, new URL(url).host);
    if (error instanceof CardwrightError) throw error;
    if (signal?.aborted === true)
      throw new CancelledError('The bootstrapping was not completed; it can be begun again.');
    if (inTime.aborted) throw timedOut({ who, url }, timeout);
    throw unreachable({ who, url }, error);
  }
}

async function limitedBody({ body }: HttpResponse, server: Server): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > longestBody) throw tooLong(server);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

type Server = Pick<HttpGet, 'who' | 'url'>;

const meaning = 'The card is unharmed; it can be begun again.';
const facts = ({ who, url }: Server) => ({ who, server: new URL(url).host });

function unreachable(server: Server, cause: unknown): NetworkError {
  const advice = {
    hint: 'Check the network, the proxy and the name of the server; without a network, bootstrap offline.',
    meaning,
    details: facts(server),
    cause,
  };
  return server.who === 'bsf'
    ? new NetworkError(
        'gba.bsf-unreachable',
        'The bootstrapping server cannot be reached, or cut the connection.',
        advice,
      )
    : new NetworkError('gba.naf-unreachable', 'The NAF cannot be reached, or cut the connection.', advice);
}

function timedOut(server: Server, timeout: number): NetworkError {
  const advice = {
    hint: 'Try again; if it stays so, ask the operator whether the server is up.',
    meaning,
    details: { ...facts(server), timeout },
  };
  return server.who === 'bsf'
    ? new NetworkError(
        'gba.bsf-timeout',
        `The bootstrapping server did not answer within ${timeout} ms.`,
        advice,
      )
    : new NetworkError('gba.naf-timeout', `The NAF did not answer within ${timeout} ms.`, advice);
}

function failed(server: Server, status: number): NetworkError {
  const advice = {
    hint: 'Try again later, and tell the operator.',
    meaning,
    details: { ...facts(server), status },
  };
  return server.who === 'bsf'
    ? new NetworkError(
        'gba.bsf-failed',
        `The bootstrapping server reports a failure of its own (${status}).`,
        advice,
      )
    : new NetworkError('gba.naf-failed', `The NAF reports a failure of its own (${status}).`, advice);
}

function tooLong(server: Server): NetworkError {
  return new NetworkError('gba.answer-too-long', 'The answer of the server is too long for GBA.', {
    hint: 'Check that the address is that of the server you mean, not of a proxy or a captive portal.',
    meaning,
    details: { ...facts(server), limit: longestBody },
  });
}
