import { randomBytes } from 'node:crypto';
import { encodeAkaNonce } from '../../auth/digest/aka-nonce.ts';
import type { Qop } from '../../auth/digest/algorithm.ts';
import { formatAuthenticationInfo } from '../../auth/digest/authentication-info.ts';
import {
  type DigestCredentials,
  parseDigestCredentials,
  responseMatches,
} from '../../auth/digest/credentials.ts';
import { akaV1Password, akaV2Password, resynchronisationPassword } from '../../auth/digest/password.ts';
import { formatBTid } from '../../auth/gba/b-tid.ts';
import { modifyMac } from '../../auth/gba/mac-modification.ts';
import { expectedResponses } from '../../auth/gba/res-modification.ts';
import type { AuthenticationVector } from '../../auth/vector.ts';
import type { Clock } from '../../base/ports.ts';
import type { Auc } from './auc.ts';
import type { Bootstrappings } from './bootstrappings.ts';
import { aucFaultOf, type BsfFault } from './faults.ts';
import type { LabAnswer } from './respond.ts';
import type { LabSubscriber } from './subscriber.ts';

export interface UbOptions {
  /** The names it goes by in realm and B-TID, the one it gives itself first. A request for another of them is answered under that. */
  readonly fqdns: readonly [string, ...string[]];
  readonly auc: Auc;
  readonly clock: Clock;
  /** Seconds, where the subscriber's settings do not say. */
  readonly lifetime: number;
  readonly algorithm: 'AKAv1-MD5' | 'AKAv2-MD5';
  /** What it offers and takes. TS 24.109 4.2 asks for auth-int. */
  readonly qop: readonly Qop[];
  readonly bootstrappings: Bootstrappings;
}

export interface UbRequest {
  readonly method: string;
  readonly uri: string;
  readonly authorization: string | undefined;
}

interface Pending {
  readonly subscriber: LabSubscriber;
  readonly fqdn: string;
  readonly vector: AuthenticationVector;
}

/** Challenges that wait for an answer; the oldest goes first. */
const mostPending = 256;
const noBody = new Uint8Array();
/** It takes the TMPI of an earlier bootstrapping as a name. */
const serverName = 'Cardwright-lab 3gpp-gba-tmpi';

/** The BSF's side of Ub, 3GPP TS 33.220 4.5.2 and TS 24.109 4: a request and what is wrong with it in, an answer out. */
export function ubService(options: UbOptions): (request: UbRequest, fault?: BsfFault) => LabAnswer {
  const { fqdns, auc, clock, algorithm, qop, bootstrappings } = options;
  const pending = new Map<string, Pending>();

  const challenge = (impi: string, fqdn: string, fault: BsfFault | undefined): LabAnswer => {
    const subscriber = auc.subscriber(impi);
    const vector = auc.vector(impi, aucFaultOf(fault));
    if (subscriber === undefined || vector === undefined) return { status: 403 };
    const { rand, autn, ik } = vector;
    const sent = subscriber.settings.uicc === 'GBA_U' ? modifyMac(autn, ik) : autn;
    const nonce = encodeAkaNonce({ rand, autn: sent, serverData: noBody });
    pending.set(nonce, { subscriber, fqdn, vector });
    const [oldest] = pending.keys();
    if (pending.size > mostPending && oldest !== undefined) pending.delete(oldest);
    const realm = fault?.kind === 'wrong-realm' ? `other.${fqdn}` : fqdn;
    const opaque = randomBytes(12).toString('hex');
    return {
      status: 401,
      headers: {
        server: serverName,
        'www-authenticate': `Digest realm="${realm}", nonce="${nonce}", algorithm=${algorithm}, qop="${qop.join(',')}", opaque="${opaque}"`,
      },
    };
  };

  const complete = (
    { subscriber, fqdn, vector }: Pending,
    credentials: DigestCredentials,
    password: Uint8Array,
    fault: BsfFault | undefined,
  ): LabAnswer => {
    const bTid = formatBTid({ rand: vector.rand, bsfFqdn: fqdn });
    const seconds = subscriber.settings.lifetime ?? options.lifetime;
    // In whole seconds, as the document has it.
    const now = 1000 * Math.floor(clock.now() / 1000);
    const expires = now + (fault?.kind === 'expired' ? -1000 : 1000 * seconds);
    bootstrappings.add({ bTid, bsfFqdn: fqdn, subscriber, vector, expires });
    const body = documentOf(bTid, expires, fault);
    const inputs = { ...credentials, password, method: 'GET' };
    const signed = fault?.kind === 'wrong-proof' ? `${body} ` : body;
    return {
      status: 200,
      headers: {
        server: serverName,
        'content-type': 'application/vnd.3gpp.bsf+xml',
        'cache-control': 'private',
        expires: new Date(expires).toUTCString(),
        'authentication-info': formatAuthenticationInfo(inputs, new TextEncoder().encode(signed)),
      },
      body,
    };
  };

  return ({ method, uri, authorization }, fault) => {
    if (method !== 'GET') return { status: 405 };
    if (authorization === undefined) return { status: 400, body: 'Say who you are.' };
    const credentials = parseDigestCredentials(authorization);
    const impi = bootstrappings.identityOf(credentials.username);
    const named = fqdns.find((name) => name === credentials.realm.toLowerCase()) ?? fqdns[0];
    const waiting = pending.get(credentials.nonce);
    if (waiting === undefined || waiting.subscriber.impi !== impi || credentials.uri !== uri)
      return challenge(impi, named, fault);
    pending.delete(credentials.nonce);
    const { vector, fqdn } = waiting;
    const matches = (password: Uint8Array): boolean =>
      credentials.protection.qop !== undefined &&
      qop.includes(credentials.protection.qop) &&
      responseMatches(credentials, { password, method, body: noBody });
    if (credentials.auts !== undefined) {
      if (!matches(resynchronisationPassword)) return { status: 403 };
      auc.resynchronise(impi, vector.rand, credentials.auts);
      return challenge(impi, fqdn, fault?.kind === 'old-sqn-first' ? undefined : fault);
    }
    const { xres, ck, ik } = vector;
    const password = expectedResponses(xres, waiting.subscriber.settings.uicc)
      .map((res) => (algorithm === 'AKAv1-MD5' ? akaV1Password(res) : akaV2Password({ res, ck, ik })))
      .find(matches);
    return password === undefined
      ? challenge(impi, fqdn, fault)
      : complete(waiting, credentials, password, fault);
  };
}

/** BootstrappingInfo, 3GPP TS 24.109 annex C. */
function documentOf(bTid: string, expires: number, fault: BsfFault | undefined): string {
  const root = fault?.kind === 'other-xml' ? 'SomethingElse' : 'BootstrappingInfo';
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="uri:3gpp-gba">
  <btid>${bTid}</btid>
  <lifetime>${new Date(expires).toISOString().replace(/\.\d+Z$/, 'Z')}</lifetime>
</${root}>
`;
  return fault?.kind === 'bad-xml' ? text.slice(0, -30) : text;
}
