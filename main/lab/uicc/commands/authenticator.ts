import type { AkaAlgorithm } from '../../../auth/algorithm.ts';
import { milenage } from '../../../auth/milenage.ts';
import { tuak } from '../../../auth/tuak.ts';
import { xorTestAlgorithm } from '../../../auth/xor.ts';
import { concatBytes } from '../../../base/bytes.ts';
import type { Card } from '../os/card.ts';
import { childByFid } from '../os/file-tree.ts';
import type { CardAuthentication, CardFile, CardImage, SubscriberKey } from '../os/image.ts';
import { findKey, isKeySatisfied } from '../os/keys.ts';
import { requireUsable } from '../os/life-cycle.ts';
import { Refusal } from '../os/refusal.ts';
import { activeApplication } from '../os/search.ts';
import type { Channel } from '../os/session.ts';
import { status } from '../os/status.ts';

const applicationPin = 0x01;

/** The application that authenticates, and what it does that with. */
export interface Authenticator {
  readonly adf: CardFile;
  readonly authentication: CardAuthentication;
  readonly algorithm: AkaAlgorithm;
}

/** An application with a key must be active and its PIN verified. @throws Refusal 6985, 6982 */
export function requireAuthenticator(card: Card, channel: Channel): Authenticator {
  const adf = activeApplication(card.image, channel);
  if (adf?.authentication === undefined) throw new Refusal(status.conditionsNotSatisfied);
  requireUsable(card.image, adf);
  const hasPin = findKey(card.image, channel, applicationPin) !== undefined;
  if (hasPin && !isKeySatisfied(card, channel, applicationPin))
    throw new Refusal(status.securityNotSatisfied);
  const { authentication } = adf;
  return { adf, authentication, algorithm: algorithmOf(authentication.key) };
}

/** Whether the service table with this FID in the ADF has the service; a missing table has none. */
export function hasService(image: CardImage, adf: CardFile, tableFid: number, service: number): boolean {
  const table = childByFid(image, adf.id, tableFid)?.body;
  const byte = table?.[(service - 1) >> 3] ?? 0;
  return ((byte >> ((service - 1) & 7)) & 1) === 1;
}

/** The value after its length in one byte. */
export function lengthValue(value: Uint8Array): Uint8Array {
  return concatBytes([value.length], value);
}

/** The authentication functions with this key inside. */
export function algorithmOf(key: SubscriberKey): AkaAlgorithm {
  switch (key.algorithm) {
    case 'milenage':
      return milenage(key.k, key.opc);
    case 'tuak':
      return tuak(key.k, key.topc, key.options);
    case 'xor':
    default:
      return xorTestAlgorithm(key.k);
  }
}
