import { algorithmNamed, type DigestAlgorithm } from './algorithm.ts';
import { malformedHeader, parseAuthHeader } from './auth-header.ts';
import { fromBase64 } from './base64.ts';
import { type DigestInputs, type Protection, requestDigest } from './digest.ts';
import { equalSecrets } from './equal-secret.ts';

/** The server's side: what a client says in its Authorization header. */
export interface DigestCredentials {
  readonly username: string;
  readonly realm: string;
  /** Empty in the first request of Ub. */
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly algorithm: DigestAlgorithm;
  readonly protection: Protection;
  readonly opaque: string | undefined;
  /** 14 bytes, when the client re-synchronises. */
  readonly auts: Uint8Array | undefined;
}

const required = ['username', 'realm', 'nonce', 'uri', 'response'] as const;

/**
 * Reads an Authorization header with Digest credentials.
 * @throws NetworkError `digest.header`
 */
export function parseDigestCredentials(header: string): DigestCredentials {
  const [only, ...more] = parseAuthHeader(header);
  if (only?.scheme !== 'digest' || more.length > 0)
    throw malformedHeader('it does not hold Digest credentials');
  const { parameters } = only;
  const [username, realm, nonce, uri, response] = required.map((name) => parameters.get(name));
  const algorithm = algorithmNamed(parameters.get('algorithm'));
  if (
    username === undefined ||
    realm === undefined ||
    nonce === undefined ||
    uri === undefined ||
    response === undefined
  )
    throw malformedHeader('a parameter is missing');
  if (algorithm === undefined) throw malformedHeader('its algorithm is not known');
  return {
    username,
    realm,
    nonce,
    uri,
    response,
    algorithm,
    protection: protectionIn(parameters),
    opaque: parameters.get('opaque'),
    auts: autsIn(parameters),
  };
}

/**
 * Whether the response was made with `password` for this request. The caller checks that nonce, uri and count are its own.
 * Takes the same time wherever the response differs.
 */
export function responseMatches(
  credentials: DigestCredentials,
  expected: { readonly password: Uint8Array; readonly method: string; readonly body: Uint8Array },
): boolean {
  const inputs: DigestInputs = { ...credentials, password: expected.password, method: expected.method };
  const encoder = new TextEncoder();
  return equalSecrets(
    encoder.encode(requestDigest(inputs, expected.body)),
    encoder.encode(credentials.response.toLowerCase()),
  );
}

function protectionIn(parameters: ReadonlyMap<string, string>): Protection {
  const qop = parameters.get('qop')?.toLowerCase();
  if (qop === undefined) return { qop };
  const nonceCount = parameters.get('nc');
  const cnonce = parameters.get('cnonce');
  if (qop !== 'auth' && qop !== 'auth-int') throw malformedHeader('its qop is not known');
  if (cnonce === undefined || nonceCount === undefined || !/^[0-9a-f]{8}$/i.test(nonceCount))
    throw malformedHeader('nc or cnonce is missing');
  return { qop, nonceCount, cnonce };
}

function autsIn(parameters: ReadonlyMap<string, string>): Uint8Array | undefined {
  const text = parameters.get('auts');
  if (text === undefined) return undefined;
  const auts = fromBase64(text);
  if (auts?.length !== 14) throw malformedHeader('auts is not 14 bytes in base64');
  return auts;
}
