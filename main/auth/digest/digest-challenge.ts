import { NetworkError } from '../../base/error.ts';
import { algorithmNamed, type DigestAlgorithm, type Qop, qopsNamed } from './algorithm.ts';
import { malformedHeader, parseAuthHeader, type SchemeWithParameters } from './auth-header.ts';

/** A Digest challenge, IETF RFC 7616 3.3. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: DigestAlgorithm;
  /** What the server offers, in its order; empty for a server of RFC 2069, which knows no qop. */
  readonly qop: readonly Qop[];
  readonly opaque: string | undefined;
  /** The nonce was too old and the password right: answer again with the new nonce. */
  readonly stale: boolean;
}

/**
 * The first Digest challenge of a WWW-Authenticate header with one of the `accepted` algorithms.
 * @throws NetworkError `digest.not-offered` when the server wants another scheme or algorithm, `digest.header` when the
 *   challenge cannot be read
 */
export function findDigestChallenge(header: string, accepted: readonly DigestAlgorithm[]): DigestChallenge {
  const schemes = parseAuthHeader(header);
  const match = schemes.find((scheme) => isAcceptable(scheme, accepted));
  if (match === undefined)
    throw new NetworkError(
      'digest.not-offered',
      'The server does not offer the authentication that is needed.',
      {
        hint: `Check the address: HTTP Digest with ${accepted.join(' or ')} is needed.`,
        meaning: 'Nothing was sent on.',
        clause: 'IETF RFC 7616 3.3',
        details: { offered: describe(schemes).slice(0, 200) },
      },
    );
  return challengeOf(match.parameters);
}

function isAcceptable(
  { scheme, parameters }: SchemeWithParameters,
  accepted: readonly DigestAlgorithm[],
): boolean {
  if (scheme !== 'digest') return false;
  const algorithm = algorithmNamed(parameters.get('algorithm'));
  return algorithm !== undefined && accepted.includes(algorithm);
}

function challengeOf(parameters: ReadonlyMap<string, string>): DigestChallenge {
  const realm = parameters.get('realm');
  const nonce = parameters.get('nonce');
  const algorithm = algorithmNamed(parameters.get('algorithm'));
  if (realm === undefined || nonce === undefined || algorithm === undefined)
    throw malformedHeader('realm or nonce is missing');
  const opaque = parameters.get('opaque');
  // Both go back as they came, which only printable ASCII can. Found out before the card is asked.
  if (!/^[\x20-\x7e]*$/.test(`${realm}${nonce}${opaque ?? ''}`))
    throw malformedHeader('realm, nonce or opaque hold other characters than printable ones');
  const offered = parameters.get('qop');
  const qop = qopsNamed(offered ?? '');
  if (offered !== undefined && qop.length === 0) throw malformedHeader('its qop is not known');
  return {
    realm,
    nonce,
    algorithm,
    qop,
    opaque,
    stale: parameters.get('stale')?.toLowerCase() === 'true',
  };
}

function describe(schemes: readonly SchemeWithParameters[]): string {
  return schemes
    .map(({ scheme, parameters }) => [scheme, parameters.get('algorithm') ?? ''].join(' ').trim())
    .join(', ');
}
