import { toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import type { AkaChallenge } from '../aka/types.ts';
import type { CardBootstrapping } from './bootstrap-on-card.ts';
import type { BootstrappingInfo } from './bootstrapping-info.ts';
import type { GbaMessage, GbaParty } from './types.ts';
import type { UbChallenge } from './ub-client.ts';

type Content = GbaMessage['content'];
const part = (name: string, value: string): Content[number] => ({ name, value });

/** How a secret is told: that it is there, and how long it is. */
const secret = (bytes: Uint8Array): string => `${bytes.length} bytes, not shown`;

const challengeParts = ({ rand, autn }: AkaChallenge): Content => [
  part('RAND', toHex(rand)),
  part('AUTN', toHex(autn)),
];

export const identity = (impi: string, realm: string, isTmpi: boolean): GbaMessage => ({
  from: 'device',
  to: 'bsf',
  what: 'GET with the identity of the subscriber',
  content: [part(isTmpi ? 'TMPI' : 'IMPI', impi), part('realm', realm)],
});

/** The IMPI is given next. */
export const nameRefused = ({ details }: CardwrightError): GbaMessage => ({
  from: 'bsf',
  to: 'device',
  what: 'The server does not know this TMPI',
  content: [part('status', `${details['status']}`)],
});

export const challenge = ({ digest, ...values }: UbChallenge): GbaMessage => ({
  from: 'bsf',
  to: 'device',
  what: '401 with a challenge',
  content: [
    part('realm', digest.realm),
    part('algorithm', digest.algorithm),
    part('qop', digest.qop.join(', ')),
    ...challengeParts(values),
  ],
});

export const authenticate = (values: AkaChallenge): GbaMessage => ({
  from: 'device',
  to: 'card',
  what: 'AUTHENTICATE with RAND and AUTN',
  content: challengeParts(values),
});

export function cardAnswer(answer: CardBootstrapping): GbaMessage {
  const way = { from: 'card', to: 'device' } as const;
  switch (answer.outcome) {
    case 'authenticated':
      return {
        ...way,
        what: 'The card has authenticated the network',
        content: [part('mode', answer.mode), part('RES', secret(answer.res))],
      };
    case 'synchronisation-failure':
      return { ...way, what: 'AUTS: the number is not fresh', content: [part('AUTS', toHex(answer.auts))] };
    case 'mac-failure':
    default:
      return {
        ...way,
        what: '9862: the MAC is wrong',
        content: [part('tried', answer.tried.join(', '))],
        failed: true,
      };
  }
}

export const response = ({ digest }: UbChallenge): GbaMessage => ({
  from: 'device',
  to: 'bsf',
  what: 'GET with the response',
  content: [part('algorithm', digest.algorithm), part('response', 'computed with RES, not shown')],
});

export const resynchronise = (auts: Uint8Array): GbaMessage => ({
  from: 'device',
  to: 'bsf',
  what: 'GET with AUTS',
  content: [part('AUTS', toHex(auts))],
});

export const bootstrapped = ({ bTid, lifetime }: BootstrappingInfo): GbaMessage => ({
  from: 'bsf',
  to: 'device',
  what: '200 with B-TID and lifetime',
  content: [part('B-TID', bTid), part('lifetime', lifetime)],
});

export const store = ({ bTid, lifetime }: BootstrappingInfo): GbaMessage => ({
  from: 'device',
  to: 'card',
  what: 'UPDATE BINARY of EF_GBABP',
  content: [part('B-TID', bTid), part('lifetime', lifetime)],
});

export const nafDerivation = (nafFqdn: string, uaProtocol: string): GbaMessage => ({
  from: 'device',
  to: 'card',
  what: 'AUTHENTICATE: key for the NAF',
  content: [part('NAF', nafFqdn), part('Ua protocol', uaProtocol)],
});

export const nafKey = (name: string, length: number): GbaMessage => ({
  from: 'card',
  to: 'device',
  what: 'The card gives the key for the NAF',
  content: [part(name, `${length} bytes, not shown`)],
});

export const pskHandshake = (bTid: string, suite: string): GbaMessage => ({
  from: 'device',
  to: 'naf',
  what: 'TLS handshake with the shared key',
  content: [part('psk_identity', bTid), part('cipher suite', suite)],
});

export const pskAccepted = (protocol: string, suite: string): GbaMessage => ({
  from: 'naf',
  to: 'device',
  what: 'The NAF has the same key',
  content: [part('protocol', protocol), part('cipher suite', suite)],
});

export const digestRequest = (bTid: string, nafFqdn: string): GbaMessage => ({
  from: 'device',
  to: 'naf',
  what: 'GET with HTTP Digest',
  content: [part('B-TID', bTid), part('realm', `3GPP-bootstrapping@${nafFqdn}`)],
});

export const digestAccepted = (status: number): GbaMessage => ({
  from: 'naf',
  to: 'device',
  what: 'The NAF has the same key',
  content: [part('status', `${status}`)],
});

const parties: readonly unknown[] = ['card', 'bsf', 'naf'] satisfies readonly GbaParty[];
const isParty = (who: unknown): who is GbaParty => parties.includes(who);

/** The end of an exchange, told from whoever refused; `undefined` where it was nobody of the exchange. */
export function refusal(error: unknown): GbaMessage | undefined {
  if (!(error instanceof CardwrightError)) return undefined;
  const who = error.details['who'];
  // Its wrong MAC the card has told itself.
  if (!isParty(who) || error.code === 'aka.mac-failure') return undefined;
  const content = error.details['status'] === undefined ? [] : [part('status', `${error.details['status']}`)];
  return { from: who, to: 'device', what: error.message, content, failed: true };
}
