import { equalBytes } from '../../../base/bytes.ts';
import type { Card } from './card.ts';
import type { CardImage, CardKey } from './image.ts';
import { masterFileHandle } from './image.ts';
import { withKey } from './image-edit.ts';
import { Refusal } from './refusal.ts';
import { activeApplication } from './search.ts';
import { isAuthorisedByIssuer } from './secure-messaging.ts';
import { type Channel, keyHandle } from './session.ts';
import { status, triesLeftStatus } from './status.ts';

/** The key that `reference` means on this channel: a local one is that of the active application, else of the MF. */
export function findKey(image: CardImage, channel: Channel, reference: number): CardKey | undefined {
  if (reference < 0x80)
    return image.keys.find((key) => key.reference === reference && key.home === undefined);
  const home = activeApplication(image, channel)?.id ?? masterFileHandle;
  return image.keys.find((key) => key.reference === reference && key.home === home);
}

/** @throws Refusal 6A88 where the card has no such key */
export function requireKey(card: Card, channel: Channel, reference: number): CardKey {
  const key = findKey(card.image, channel, reference);
  if (key === undefined) throw new Refusal(status.referenceNotFound);
  return key;
}

/** Presented, switched off, or replaced by a command of the issuer. */
export function isKeySatisfied(card: Card, channel: Channel, reference: number): boolean {
  const key = findKey(card.image, channel, reference);
  if (key === undefined) return false;
  return !key.enabled || card.session.verified.has(keyHandle(key)) || isAuthorisedByIssuer(card, reference);
}

/**
 * Compares `presented` with a key. The counter is committed as one try lower before the comparison, so that a tear cannot win a
 * try, and put back afterwards. Returns the key as it now is; its owner decides what a success means.
 * @throws Refusal 6983 when blocked, 63Cx when wrong
 */
export function presentKey(card: Card, key: CardKey, presented: Uint8Array): CardKey {
  if (key.tries === 0) throw new Refusal(status.blocked);
  const spent = { ...key, tries: key.tries - 1 };
  card.commit(withKey(card.image, spent));
  if (!equalBytes(key.value, presented)) {
    card.session.verified.delete(keyHandle(key));
    throw new Refusal(triesLeftStatus(spent.tries));
  }
  const restored = { ...key, tries: key.maxTries };
  card.commit(withKey(card.image, restored));
  return restored;
}

/** Likewise for the unblock key of a PIN. @throws Refusal 6A88 where it has none, 6983, 63Cx */
export function presentUnblockKey(card: Card, key: CardKey, presented: Uint8Array): CardKey {
  const { unblock } = key;
  if (unblock === undefined) throw new Refusal(status.referenceNotFound);
  if (unblock.tries === 0) throw new Refusal(status.blocked);
  const tries = unblock.tries - 1;
  card.commit(withKey(card.image, { ...key, unblock: { ...unblock, tries } }));
  if (!equalBytes(unblock.value, presented)) throw new Refusal(triesLeftStatus(tries));
  return { ...key, unblock: { ...unblock, tries: unblock.maxTries } };
}
