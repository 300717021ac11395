import type { SecuredCommand } from '../../../channel/card-messaging.ts';
import { securityLevel } from '../../../channel/secure-messaging.ts';
import { openImplicitly } from '../globalplatform/implicit-channel.ts';
import type { Card } from './card.ts';
import type { Reply } from './command.ts';
import { Refusal } from './refusal.ts';
import { closeChannel } from './security-domain.ts';
import { status } from './status.ts';

/**
 * The plain data of a command of the open secure channel. A wrong MAC closes the channel. Without C-MAC in the level of the channel a
 * command comes as it is.
 * @throws Refusal 6985 without a channel, 6982 where a MAC is due and missing, 6988 for a wrong one
 */
export function openCommand(card: Card, command: SecuredCommand, secured: boolean): Uint8Array {
  const { domain } = card.session;
  if (domain.open === undefined && secured) return openImplicitly(card, command);
  if (domain.open === undefined) throw new Refusal(status.conditionsNotSatisfied);
  const { level, messaging } = domain.open;
  if (((level & securityLevel.cMac) !== 0) !== secured) throw new Refusal(status.securityNotSatisfied);
  const plain = messaging.unwrap(command);
  if (plain === undefined) {
    closeChannel(domain);
    throw new Refusal(status.secureMessagingWrong);
  }
  domain.secured = secured;
  return plain;
}

/** The answer as the level of the channel wants it; errors are thrown and go without MAC. */
export function closeReply(card: Card, reply: Reply): Reply {
  const { open } = card.session.domain;
  if (open === undefined) return reply;
  return open.messaging.wrap({ data: reply.data ?? new Uint8Array(), sw: reply.sw ?? status.ok });
}

/** Whether the issuer, by a command with C-MAC, counts as the owner of this key. */
export function isAuthorisedByIssuer({ image, session }: Card, reference: number): boolean {
  return session.domain.secured && image.securityDomain?.authorises.includes(reference) === true;
}
