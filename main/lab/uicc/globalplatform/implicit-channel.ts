import { u16be } from '../../../base/bytes.ts';
import type { SecuredCommand } from '../../../channel/card-messaging.ts';
import { beginScp02OnCardImplicitly } from '../../../channel/scp02/card.ts';
import { isExplicit } from '../../../channel/scp02/options.ts';
import { securityLevel } from '../../../channel/secure-messaging.ts';
import type { Card } from '../os/card.ts';
import { Refusal } from '../os/refusal.ts';
import type { DomainKeySet } from '../os/security-domain.ts';
import { status } from '../os/status.ts';
import { highestCounter, requireDomain, withKeySet } from './domain.ts';

/** Whether the first command with a C-MAC opens a channel with this key set, instead of INITIALIZE UPDATE. */
export function isImplicit({ protocol, parameters }: DomainKeySet): boolean {
  return protocol === 'scp02' && !isExplicit(parameters);
}

/**
 * The first secured command where no channel is open: with a default key set of implicit initiation its C-MAC opens one, GlobalPlatform Card
 * Specification 2.3.1 E.1.2.2. As in EXTERNAL AUTHENTICATE a try is taken first, and put back with the sequence counter raised.
 * @returns its plain data
 * @throws Refusal 6985 where the card has no such key set, 6983 without tries, 6988 for a wrong MAC
 */
export function openImplicitly(card: Card, command: SecuredCommand): Uint8Array {
  const { aid, keySets } = requireDomain(card);
  const [keySet] = keySets;
  if (keySet === undefined || !isImplicit(keySet)) throw new Refusal(status.conditionsNotSatisfied);
  if (keySet.tries === 0) throw new Refusal(status.blocked);
  if (keySet.sequenceCounter > highestCounter.scp02) throw new Refusal(status.conditionsNotSatisfied);
  const counter = u16be(keySet.sequenceCounter);
  const { dek, messaging } = beginScp02OnCardImplicitly(keySet, counter, aid, keySet.parameters);
  card.commit(withKeySet(card.image, { ...keySet, tries: keySet.tries - 1 }));
  const plain = messaging.unwrap(command);
  if (plain === undefined) throw new Refusal(status.secureMessagingWrong);
  const sequenceCounter = keySet.sequenceCounter + 1;
  card.commit(withKeySet(card.image, { ...keySet, tries: keySet.maxTries, sequenceCounter }));
  const { domain } = card.session;
  domain.open = { level: securityLevel.cMac, messaging, protocol: 'scp02', dek };
  domain.secured = true;
  return plain;
}
