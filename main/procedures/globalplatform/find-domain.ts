import { equalBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import { selectDomain } from '../../card/globalplatform/select-domain.ts';
import type { CardSession } from '../session.ts';

/** AIDs of issuer security domains in use: GlobalPlatform's, and the one of Open Platform that many cards have kept. */
const issuerDomains = ['a000000151000000', 'a000000003000000', 'a0000000030000', 'a000000018434d00'].map(
  (aid) => fromHex(aid),
);

/** Whether this is a usual AID of the issuer security domain. Those of other domains may begin like it. */
export function isIssuerDomain(aid: Uint8Array): boolean {
  return issuerDomains.some((known) => equalBytes(known, aid));
}

/**
 * Selects a security domain, the issuer's unless told, and returns its AID. No key is needed, nothing is changed.
 * @throws CardError `domain.not-found`, `domain.unnamed`
 */
export async function findDomain(session: CardSession, aid?: Uint8Array): Promise<Uint8Array> {
  const tried = aid === undefined ? [...issuerDomains, new Uint8Array()] : [aid];
  for (const name of tried) {
    const found = await session.run(selectDomain(name));
    if (found !== undefined) return found;
  }
  throw aid === undefined ? noIssuerDomain() : notFound(aid);
}

function notFound(aid: Uint8Array): CardError {
  return new CardError('domain.not-found', 'The card has no security domain with this AID.', {
    hint: 'Leave the AID out to look for the issuer’s, or take one from the list of applications.',
    meaning: 'Nothing was changed; no try was used.',
    clause: 'GlobalPlatform Card Specification 2.3.1 11.9',
    details: { aid: toHex(aid) },
  });
}

function noIssuerDomain(): CardError {
  return new CardError('domain.not-found', 'No security domain answers on this card.', {
    hint: 'It may be no GlobalPlatform card, or its security domain has another AID: give that.',
    meaning: 'Nothing was changed; no try was used.',
    clause: 'GlobalPlatform Card Specification 2.3.1 11.9',
  });
}
