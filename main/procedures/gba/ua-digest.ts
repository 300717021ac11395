import { randomBytes } from 'node:crypto';
import { verifyAuthenticationInfo } from '../../auth/digest/authentication-info.ts';
import { answerDigestChallenge } from '../../auth/digest/authorization.ts';
import { findDigestChallenge } from '../../auth/digest/digest-challenge.ts';
import { nafPassword } from '../../auth/digest/password.ts';
import { AccessError, NetworkError } from '../../base/error.ts';
import { saidBy } from './attribute.ts';
import type { EnrolmentCredential } from './enrolment-credential.ts';
import { getOverHttp, type HttpAnswer, type HttpPort } from './http-port.ts';

export interface UaOptions {
  /** Over TLS: the certificate of the NAF is checked by whoever made the port. */
  readonly http: HttpPort;
  readonly url: string;
  readonly signal?: AbortSignal;
  /** Milliseconds for each answer; default 10 000. */
  readonly timeout?: number;
}

const noBody = new Uint8Array();
const clause = '3GPP TS 33.222 5.3';

/**
 * Shows a NAF that the device has its key, by HTTP Digest with the B-TID as user name, and checks that the NAF has it, too. 3GPP TS 33.222 5.3,
 * TS 24.109 5. Returns the NAF's answer.
 * @throws AccessError `gba.naf-refused`; NetworkError `gba.naf-…`, `gba.wrong-realm`, `digest.…`; CancelledError
 */
export async function authenticateToNaf(
  { id, key, nafFqdn }: Pick<EnrolmentCredential, 'id' | 'key' | 'nafFqdn'>,
  { http, url, signal, timeout = 10_000 }: UaOptions,
): Promise<HttpAnswer> {
  const get = (headers: Record<string, string>): Promise<HttpAnswer> =>
    getOverHttp({ who: 'naf', port: http, url, headers, signal, timeout });
  const first = await get({ 'user-agent': 'Cardwright 3gpp-gba' });
  if (first.status !== 401) throw noChallenge(nafFqdn, first.status);
  const said = <T>(work: () => T): Promise<T> => saidBy('naf', nafFqdn, work);
  const challenge = await said(() =>
    findDigestChallenge(first.header('www-authenticate') ?? '', ['MD5', 'SHA-256']),
  );
  if (challenge.realm !== `3GPP-bootstrapping@${nafFqdn}`) throw wrongRealm(nafFqdn, challenge.realm);
  const { pathname, search } = new URL(url);
  const { header, inputs } = await said(() =>
    answerDigestChallenge(challenge, {
      username: id,
      password: key.use((bytes) => nafPassword(bytes)),
      method: 'GET',
      uri: `${pathname}${search}`,
      body: noBody,
      cnonce: randomBytes(16).toString('hex'),
      nonceCount: 1,
      qopWanted: ['auth-int', 'auth'],
    }),
  );
  const answer = await get({ authorization: header, 'user-agent': 'Cardwright 3gpp-gba' });
  if (answer.status === 401 || answer.status === 403) throw nafRefused(nafFqdn, answer.status);
  await said(() => verifyAuthenticationInfo(answer.header('authentication-info'), inputs, answer.body));
  return answer;
}

function noChallenge(naf: string, status: number): NetworkError {
  return new NetworkError(
    'gba.naf-no-challenge',
    `The NAF answers with status ${status} instead of a challenge.`,
    {
      hint: 'Check that the address is that of the NAF, and that it uses GBA there.',
      meaning: 'The key was not used.',
      clause,
      details: { who: 'naf', server: naf, status },
    },
  );
}

function wrongRealm(naf: string, realm: string): NetworkError {
  return new NetworkError(
    'gba.wrong-realm',
    'The challenge is that of another NAF, or asks for a key in the card.',
    {
      hint: 'Check the name of the NAF: it goes into the key.',
      meaning: 'The key was not used.',
      clause,
      details: { who: 'naf', server: naf, realm: realm.slice(0, 253) },
    },
  );
}

function nafRefused(naf: string, status: number): AccessError {
  return new AccessError('gba.naf-refused', 'The NAF does not accept the key.', {
    hint: 'Bootstrap again: the NAF may not get this B-TID from its bootstrapping server any more. Then check its name and Ua protocol.',
    meaning: 'The card is unharmed; the key is of no use with this NAF.',
    clause,
    details: { who: 'naf', server: naf, status },
  });
}
