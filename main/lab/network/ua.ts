import { randomBytes } from 'node:crypto';
import { formatAuthenticationInfo } from '../../auth/digest/authentication-info.ts';
import { parseDigestCredentials, responseMatches } from '../../auth/digest/credentials.ts';
import { nafPassword } from '../../auth/digest/password.ts';
import { encodeNafId } from '../../auth/gba/naf-id.ts';
import type { NafFault } from './faults.ts';
import type { LabAnswer } from './respond.ts';
import type { Zn } from './zn.ts';

/** What the NAF calls a key that stays in the card, 3GPP TS 33.222 5.2 and 5.4. */
export const uiccPrefix = '3GPP-bootstrapping-uicc';
export const devicePrefix = '3GPP-bootstrapping';

export interface NafKeyFinder {
  /** The key for a B-TID, if the BSF gives one and nothing is wrong; of the UICC or of the device. */
  (
    bTid: string,
    from: 'device' | 'uicc',
    fault: NafFault | undefined,
  ): { readonly key: Uint8Array; readonly impi: string } | undefined;
}

/** Keys of the NAF `fqdn` for one Ua security protocol, asked over Zn. */
export function nafKeys(zn: Zn, fqdn: string, uaProtocol: string): NafKeyFinder {
  const nafId = encodeNafId({ fqdn, uaProtocol });
  return (bTid, from, fault) => {
    if (fault?.kind === 'refuse-b-tid' || fault?.kind === 'expired-b-tid') return undefined;
    if (fault?.kind === 'uicc-key-only' && from === 'device') return undefined;
    const answer = zn({ bTid, nafId });
    if (answer.outcome !== 'keys') return undefined;
    const key = from === 'uicc' ? answer.uiccKey : answer.deviceKey;
    return key === undefined ? undefined : { key, impi: answer.impi };
  };
}

export interface UaRequest {
  readonly method: string;
  readonly uri: string;
  readonly authorization: string | undefined;
}

const noBody = new Uint8Array();
const mostNonces = 256;

/** The NAF's side of Ua with HTTP Digest, 3GPP TS 33.222 5.3 and TS 24.109 5: user name B-TID, password Ks_(ext/int)_NAF in base64. */
export function digestService(
  fqdn: string,
  find: NafKeyFinder,
): (request: UaRequest, fault?: NafFault) => LabAnswer {
  const nonces = new Set<string>();

  const challenge = (fault: NafFault | undefined): LabAnswer => {
    const nonce = randomBytes(18).toString('base64');
    nonces.add(nonce);
    const [oldest] = nonces;
    if (nonces.size > mostNonces && oldest !== undefined) nonces.delete(oldest);
    const at = fault?.kind === 'wrong-realm' ? `other.${fqdn}` : fqdn;
    const schemes = [devicePrefix, uiccPrefix].map(
      (prefix) => `Digest realm="${prefix}@${at}", nonce="${nonce}", algorithm=MD5, qop="auth,auth-int"`,
    );
    return { status: 401, headers: { 'www-authenticate': schemes.join(', ') } };
  };

  return ({ method, uri, authorization }, fault) => {
    if (authorization === undefined) return challenge(fault);
    const credentials = parseDigestCredentials(authorization);
    const from = credentials.realm === `${uiccPrefix}@${fqdn}` ? 'uicc' : 'device';
    const isOurs = from === 'uicc' || credentials.realm === `${devicePrefix}@${fqdn}`;
    if (!isOurs || credentials.uri !== uri || !nonces.delete(credentials.nonce)) return challenge(fault);
    const found = find(credentials.username, from, fault);
    if (found === undefined) return challenge(fault);
    const password = nafPassword(found.key);
    if (!responseMatches(credentials, { password, method, body: noBody })) return challenge(fault);
    const body = welcome(found.impi, 'HTTP Digest');
    return {
      status: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'authentication-info': formatAuthenticationInfo(
          { ...credentials, password, method },
          new TextEncoder().encode(body),
        ),
      },
      body,
    };
  };
}

/** What the NAF says to somebody it has recognised. */
export function welcome(impi: string, by: string): string {
  return `Welcome, ${impi}, by ${by}.\n`;
}

/** The B-TID in a PSK identity: alone as oneM2M TS-0003 has it, or after the name space of 3GPP TS 24.109. */
export function bTidOfIdentity(identity: string): {
  readonly bTid: string;
  readonly from: 'device' | 'uicc';
} {
  const at = identity.indexOf(';');
  const from = at >= 0 && identity.slice(0, at) === uiccPrefix ? 'uicc' : 'device';
  return { bTid: identity.slice(at + 1), from };
}
