import { CancelledError, NetworkError } from '../../base/error.ts';

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
 * One GET of the bootstrapping server, with its body.
 * @throws NetworkError `gba.bsf-unreachable`, `gba.bsf-timeout`, `gba.bsf-failed` (5xx), `gba.bsf-answer-too-long`; CancelledError
 */
export async function getFromBsf({ port, url, headers, signal, timeout }: HttpGet): Promise<HttpAnswer> {
  const inTime = AbortSignal.timeout(timeout);
  const either = signal === undefined ? inTime : AbortSignal.any([signal, inTime]);
  try {
    const response = await port(url, { method: 'GET', headers, redirect: 'manual', signal: either });
    const body = await limitedBody(response, url);
    if (response.status >= 500) throw failed(url, response.status);
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, body };
  } catch (error) {
    if (error instanceof NetworkError) throw error;
    if (signal?.aborted === true)
      throw new CancelledError('The bootstrapping was not completed; it can be begun again.');
    if (inTime.aborted) throw timedOut(url, timeout);
    throw unreachable(url, error);
  }
}

async function limitedBody({ body }: HttpResponse, url: string): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > longestBody) throw tooLong(url);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

const meaning = 'The bootstrapping was not completed; it can be begun again.';
const facts = (url: string) => ({ who: 'bsf', server: new URL(url).host });

function unreachable(url: string, cause: unknown): NetworkError {
  return new NetworkError(
    'gba.bsf-unreachable',
    'The bootstrapping server cannot be reached, or cut the connection.',
    {
      hint: 'Check the network, the proxy and the name of the server; without a network, bootstrap offline.',
      meaning,
      details: facts(url),
      cause,
    },
  );
}

function timedOut(url: string, timeout: number): NetworkError {
  return new NetworkError(
    'gba.bsf-timeout',
    `The bootstrapping server did not answer within ${timeout} ms.`,
    {
      hint: 'Try again; if it stays so, ask the operator whether the server is up.',
      meaning,
      details: { ...facts(url), timeout },
    },
  );
}

function failed(url: string, status: number): NetworkError {
  return new NetworkError(
    'gba.bsf-failed',
    `The bootstrapping server reports a failure of its own (${status}).`,
    {
      hint: 'Try again later, and tell the operator.',
      meaning,
      details: { ...facts(url), status },
    },
  );
}

function tooLong(url: string): NetworkError {
  return new NetworkError(
    'gba.bsf-answer-too-long',
    'The answer of the server is too long for a bootstrapping.',
    {
      hint: 'Check that the address is that of the bootstrapping server, not of a proxy or a captive portal.',
      meaning,
      details: { ...facts(url), limit: longestBody },
    },
  );
}
