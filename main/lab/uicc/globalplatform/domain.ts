import { equalBytes, startsWithBytes } from '../../../base/bytes.ts';
import type { Card } from '../os/card.ts';
import type { CardImage } from '../os/image.ts';
import { Refusal } from '../os/refusal.ts';
import type { DomainKeySet, OpenChannel, RegistryEntry, SecurityDomain } from '../os/security-domain.ts';
import { status } from '../os/status.ts';

/** A key set whose counter has come to its end is used up. */
export const highestCounter = { scp02: 0xffff, scp03: 0xffffff } as const;

/** @throws Refusal 6D00 on a card without GlobalPlatform */
export function requireDomain({ image }: Card): SecurityDomain {
  if (image.securityDomain === undefined) throw new Refusal(status.wrongInstruction);
  return image.securityDomain;
}

/** What manages the card needs an open secure channel. @throws Refusal 6982 */
export function requireChannel({ session }: Card): OpenChannel {
  if (session.domain.open === undefined) throw new Refusal(status.securityNotSatisfied);
  return session.domain.open;
}

export function keySetOf({ keySets }: SecurityDomain, version: number): DomainKeySet | undefined {
  return keySets.find((keySet) => keySet.version === version);
}

export function withDomain(image: CardImage, changes: Partial<SecurityDomain>): CardImage {
  const { securityDomain } = image;
  return securityDomain === undefined
    ? image
    : { ...image, securityDomain: { ...securityDomain, ...changes } };
}

/** `image` with `keySet` in the place of the one with version `replaced`. */
export function withKeySet(image: CardImage, keySet: DomainKeySet, replaced = keySet.version): CardImage {
  const keySets = image.securityDomain?.keySets ?? [];
  return withDomain(image, { keySets: keySets.map((old) => (old.version === replaced ? keySet : old)) });
}

export function entryOf({ registry }: SecurityDomain, aid: Uint8Array): RegistryEntry | undefined {
  return registry.find((entry) => equalBytes(entry.aid, aid));
}

/** Whether `aid` names the issuer security domain, whole or cut off at the right. */
export function namesDomain({ aid: own }: SecurityDomain, aid: Uint8Array): boolean {
  return aid.length >= 5 && startsWithBytes(own, aid);
}
