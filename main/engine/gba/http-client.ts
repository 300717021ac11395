import { X509Certificate } from 'node:crypto';
import { rootCertificates, type SecureContextOptions } from 'node:tls';
import { Agent, type Dispatcher, fetch, ProxyAgent } from 'undici';
import { InputError, NetworkError } from '../../base/error.ts';
import type { HttpPort } from '../../procedures/gba/http-port.ts';
import { checkedProxy, proxyFor } from './proxy.ts';

export interface HttpClientOptions {
  /** `http://proxy:3128`; absent: what the environment says; empty: none. */
  readonly proxy?: string | undefined;
  /** Certificates of authorities to trust besides the system's, PEM. */
  readonly ca?: string | undefined;
  /** The name the certificate has to be for, where it is not the one in the address. */
  readonly servername?: string | undefined;
  /** One cipher suite by OpenSSL's name, TLS 1.2: where the key depends on it. */
  readonly suite?: string | undefined;
  /** Milliseconds for a connection. */
  readonly timeout?: number | undefined;
}

/** The network for one call. */
export interface HttpClient {
  readonly port: HttpPort;
  close(): Promise<void>;
}

const defaultTimeout = 10_000;

/**
 * HTTP(S) for the procedures. Redirects are not followed and nothing is repeated: that is the procedures' matter. IPv6 and IPv4 addresses of a
 * name are tried side by side (IETF RFC 8305).
 * @throws InputError `network.ca`, `network.proxy`; the latter when first used for a proxy of the environment
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { timeout = defaultTimeout } = options;
  const tls = tlsOptions(options);
  if (options.proxy !== undefined && options.proxy !== '') checkedProxy(options.proxy);
  const connect = { timeout, autoSelectFamily: true, ...tls };
  // No connection is used twice: one that went stale while the card was computing would cost a sequence number.
  const pipelining = 0;
  const agents = new Map<string, Dispatcher>();
  const agentFor = (url: URL): Dispatcher => {
    const proxy = proxyFor(url, options.proxy) ?? '';
    const known = agents.get(proxy);
    if (known !== undefined) return known;
    const made =
      proxy === ''
        ? new Agent({ connect, pipelining })
        : new ProxyAgent({ uri: proxy, requestTls: connect, proxyTls: { timeout }, pipelining });
    agents.set(proxy, made);
    return made;
  };
  return {
    port: async (url, { method, headers, redirect, signal }) => {
      const dispatcher = agentFor(new URL(url));
      try {
        return await fetch(url, { method, headers, redirect, signal, dispatcher });
      } catch (error) {
        throw proxyRefusalIn(error) ?? untrustedIn(error) ?? error;
      }
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

function tlsOptions({ ca, servername, suite }: HttpClientOptions): SecureContextOptions & {
  readonly servername?: string;
} {
  return {
    ...(ca === undefined ? {} : { ca: [...rootCertificates, checkedPem(ca)] }),
    ...(servername === undefined ? {} : { servername }),
    ...(suite === undefined ? {} : { ciphers: suite, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }),
  };
}

function checkedPem(text: string): string {
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length > 0 && found.every(isCertificate)) return text;
  throw new InputError('network.ca', 'This is no certificate in PEM form.', {
    hint: 'Give the file with -----BEGIN CERTIFICATE----- of the authority that signed the server’s certificate.',
    meaning: 'Nothing was sent to the network.',
  });
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** Codes of OpenSSL's certificate check and of Node's name check. */
const certificateCodes =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;

/** What undici's “fetch failed” hides, the outermost first. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let at: unknown = error; at instanceof Error && causes.length < 5; at = at.cause) causes.push(at);
  return causes;
}

function untrustedIn(error: unknown): NetworkError | undefined {
  const codes = causesOf(error).map((cause) => ('code' in cause ? String(cause.code) : ''));
  const code = codes.find((each) => certificateCodes.test(each));
  if (code === undefined) return undefined;
  return new NetworkError('network.certificate', 'The certificate of the server is not to be trusted.', {
    hint: 'Check the address and the clock of this computer; where the server has an authority of its own, give its certificate.',
    meaning: 'Nothing was sent to the server.',
    details: { reason: code },
    cause: error,
  });
}

/** undici tells it in words alone: “Proxy Authentication Required (407)”, “Proxy response (403) !== 200 when HTTP Tunneling”. */
const proxyAnswer = /^Proxy .*\((\d{3})\)/;

function proxyRefusalIn(error: unknown): NetworkError | undefined {
  const [status] = causesOf(error).flatMap(({ message }) => proxyAnswer.exec(message)?.[1] ?? []);
  if (status === undefined) return undefined;
  return new NetworkError('network.proxy-refused', 'The proxy does not let this request through.', {
    hint:
      status === '407'
        ? 'Give the proxy with user and password, for example http://user:password@proxy:3128.'
        : 'Ask who runs the proxy to let requests through to this server, or go without it.',
    meaning: 'Nothing was sent to the server.',
    details: { who: 'proxy', status: Number(status) },
    cause: error,
  });
}
