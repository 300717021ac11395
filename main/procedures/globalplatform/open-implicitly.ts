import { equalBytes } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { readSequenceCounter } from '../../card/globalplatform/sequence-counter.ts';
import type { Diversification } from '../../channel/diversification/diversify.ts';
import { openScp02Implicitly } from '../../channel/scp02/open-implicitly.ts';
import { type StaticKeys, securityLevel } from '../../channel/secure-messaging.ts';
import type { CardSession } from '../session.ts';
import { SecureSession } from './secure-session.ts';

export interface ImplicitChannelOptions {
  readonly keys: StaticKeys;
  readonly diversification?: Diversification;
  readonly level: number;
  readonly keyVersion: number;
  readonly scp02Option: number;
  readonly domain?: Uint8Array;
}

/**
 * Opens SCP02 by its first command, GlobalPlatform Card Specification 2.3.1 E.1.2.2: the sequence counter is read, and a harmless command
 * (reading it again) goes out with a C-MAC. Nothing tells beforehand whether the keys are right: wrong ones may use a try.
 *
 * @throws InputError `channel.implicit`, `channel.base-key`: nothing was sent
 * @throws CardError `channel.no-counter`; AccessError `channel.refused`: a try may be used, `channel.locked-out`
 */
export async function openImplicitly(
  session: CardSession,
  { keys, diversification = 'none', level, keyVersion, scp02Option, domain }: ImplicitChannelOptions,
): Promise<SecureSession> {
  if (level !== securityLevel.cMac) throw cannot('the level is C-MAC (01) and no other');
  if (diversification !== 'none')
    throw cannot('the card gives no diversification data, so the card’s own keys are needed');
  if (domain === undefined) throw cannot('the AID of the security domain is needed');
  const counter = await session.run(readSequenceCounter('first'));
  if (counter === undefined) throw noCounter();
  const { messaging, sessionDek } = openScp02Implicitly(keys, counter, domain, scp02Option);
  const channel = new SecureSession(session, {
    protocol: 'scp02',
    level,
    keyVersion,
    messaging,
    macLength: 8,
    dek: sessionDek,
  });
  const now = await channel.run(readSequenceCounter('opening'));
  if (now !== undefined && equalBytes(now, counter)) throw notOpened();
  return channel;
}

function cannot(why: string): InputError {
  return new InputError('channel.implicit', `SCP02 without a handshake cannot be opened so: ${why}.`, {
    hint: 'Choose the option “i” that the card has; most cards have 15 or 55.',
    meaning: 'Nothing was sent to the card.',
    clause: 'GlobalPlatform Card Specification 2.3.1 E.1.2.2',
  });
}

function noCounter(): CardError {
  return new CardError('channel.no-counter', 'The card does not tell its sequence counter.', {
    hint: 'Look up its option “i”: with explicit initiation (15, 55) the counter comes in the handshake.',
    meaning: 'Nothing was authenticated; no try was used.',
    clause: 'GlobalPlatform Card Specification 2.3.1 E.1.2.2',
  });
}

function notOpened(): CardError {
  return new CardError('channel.not-opened', 'The card took the first command without opening the channel.', {
    hint: 'Look up the option “i” of this card: this is not how it begins a channel.',
    meaning: 'The card was only read; nothing on it changed.',
    clause: 'GlobalPlatform Card Specification 2.3.1 E.1.2.2',
  });
}
