import { type StaticKeys } from '../secure-messaging.ts';
import { Scp02Messaging } from './messaging.ts';
import { deriveScp02Keys, icvOverAid, requireBaseKey } from './session.ts';

/**
 * SCP02 with implicit initiation on the host's side, GlobalPlatform Card Specification 2.3.1 E.1.2.2: no handshake, the first command with a
 * right C-MAC opens the channel at the level C-MAC. The card does not prove that it has the keys.
 * @param sequenceCounter of the card's default key set, 2 bytes, big endian
 * @param aid of the security domain that is selected
 * @param options “i”, 0A, 0B, 1A or 1B
 * @throws InputError `channel.base-key`
 */
export function openScp02Implicitly(
  keys: StaticKeys,
  sequenceCounter: Uint8Array,
  aid: Uint8Array,
  options: number,
): {
  readonly messaging: Scp02Messaging /** For the key data of PUT KEY. */;
  readonly sessionDek: Uint8Array;
} {
  requireBaseKey(keys, options);
  const { keys: sessionKeys, dek } = deriveScp02Keys(keys, sequenceCounter);
  const messaging = new Scp02Messaging(sessionKeys, options, icvOverAid(sessionKeys, aid));
  return { messaging, sessionDek: dek };
}
