import { InputError, NetworkError } from '../../base/error.ts';
import { requireExactLength } from '../gba/required-length.ts';
import type { Qop } from './algorithm.ts';
import { toBase64 } from './base64.ts';
import { type DigestInputs, type Protection, requestDigest } from './digest.ts';
import type { DigestChallenge } from './digest-challenge.ts';
import { formatParameters, type HeaderParameter } from './header-parameters.ts';

/** The request the answer goes with. */
export interface DigestRequest {
  readonly username: string;
  /** See `password.ts`. */
  readonly password: Uint8Array;
  readonly method: string;
  readonly uri: string;
  readonly body: Uint8Array;
  /** Printable ASCII, new for each request. */
  readonly cnonce: string;
  /** How often this nonce has been used, this time included: 1 and up. */
  readonly nonceCount: number;
  /** Which qop to take, the best first; `auth-int` only where Ub has to be. */
  readonly qopWanted: readonly Qop[];
  /** 14 bytes for re-synchronisation, with the empty password. IETF RFC 3310 3.4. */
  readonly auts?: Uint8Array;
}

export interface DigestAnswer {
  /** The value of the Authorization header. */
  readonly header: string;
  /** To check the Authentication-Info header with. It holds the password. */
  readonly inputs: DigestInputs;
}

/**
 * The first request of Ub, which only says who asks: empty nonce and response. 3GPP TS 24.109 4.2.
 * @throws InputError `digest.parameter`
 */
export function announceIdentity(username: string, realm: string, uri: string): string {
  return `Digest ${formatParameters([
    ['username', username, 'quoted'],
    ['realm', realm, 'quoted'],
    ['nonce', '', 'quoted'],
    ['uri', uri, 'quoted'],
    ['response', '', 'quoted'],
  ])}`;
}

/**
 * The answer to a challenge, IETF RFC 7616 3.4, and for AKA RFC 3310 and 4169.
 * @throws NetworkError `digest.qop-not-offered`
 * @throws InputError `digest.parameter`, `digest.nonce-count` or `key.length`
 */
export function answerDigestChallenge(challenge: DigestChallenge, request: DigestRequest): DigestAnswer {
  const { username, password, method, uri, auts } = request;
  const { realm, nonce, algorithm, opaque } = challenge;
  const protection = protectionOf(challenge, request);
  const inputs: DigestInputs = { algorithm, username, realm, password, nonce, method, uri, protection };
  const parameters: HeaderParameter[] = [
    ['username', username, 'quoted'],
    ['realm', realm, 'quoted'],
    ['nonce', nonce, 'quoted'],
    ['uri', uri, 'quoted'],
    ['response', requestDigest(inputs, request.body), 'quoted'],
    ['algorithm', algorithm, 'token'],
  ];
  if (protection.qop !== undefined)
    parameters.push(
      ['qop', protection.qop, 'token'],
      ['nc', protection.nonceCount, 'token'],
      ['cnonce', protection.cnonce, 'quoted'],
    );
  if (opaque !== undefined) parameters.push(['opaque', opaque, 'quoted']);
  if (auts !== undefined) {
    requireExactLength('AUTS', auts, 14, 'IETF RFC 3310 3.4');
    parameters.push(['auts', toBase64(auts), 'quoted']);
  }
  return { header: `Digest ${formatParameters(parameters)}`, inputs };
}

/**
 * The first of the wanted protections that the server offers, so that one can know before anything is computed.
 * @throws NetworkError `digest.qop-not-offered`
 */
export function chooseQop({ qop: offered }: DigestChallenge, wanted: readonly Qop[]): Qop {
  const qop = wanted.find((one) => offered.includes(one));
  if (qop !== undefined) return qop;
  throw new NetworkError(
    'digest.qop-not-offered',
    'The server does not offer the protection that is needed.',
    {
      hint: `Ask the operator of the server to allow ${wanted.join(' or ')}.`,
      meaning: 'No answer was sent.',
      clause: 'IETF RFC 7616 3.3',
      details: { offered: offered.join(', ') },
    },
  );
}

function protectionOf(challenge: DigestChallenge, request: DigestRequest): Protection {
  const { qopWanted, nonceCount, cnonce } = request;
  if (challenge.qop.length === 0 && qopWanted.includes('auth')) return { qop: undefined };
  const qop = chooseQop(challenge, qopWanted);
  if (!Number.isInteger(nonceCount) || nonceCount < 1 || nonceCount > 0xffffffff)
    throw new InputError('digest.nonce-count', 'The use count of the challenge is out of range.', {
      hint: 'Count from 1 with each request that uses the same challenge.',
      clause: 'IETF RFC 7616 3.4',
    });
  return { qop, cnonce, nonceCount: nonceCount.toString(16).padStart(8, '0') };
}
