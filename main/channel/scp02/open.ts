import { equalBytes } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import type { CommandApdu } from '../../card/apdu.ts';
import { type StaticKeys, wrongCardCryptogram } from '../secure-messaging.ts';
import { Scp02Messaging } from './messaging.ts';
import { deriveScp02Session, requireBaseKey } from './session.ts';

/** The answer to INITIALIZE UPDATE in SCP02, GlobalPlatform Card Specification 2.3.1 table E-9. */
export interface Scp02Initialisation {
  /** Key diversification data, 10 bytes. */
  readonly diversification: Uint8Array;
  readonly keyVersion: number;
  /** 2 bytes, big endian. */
  readonly sequenceCounter: Uint8Array;
  /** 6 bytes. */
  readonly cardChallenge: Uint8Array;
  readonly cardCryptogram: Uint8Array;
}

/** @throws CardError `channel.answer-malformed` */
export function decodeScp02Initialisation(data: Uint8Array): Scp02Initialisation {
  if (data.length !== 28 || data[11] !== 0x02)
    throw new CardError(
      'channel.answer-malformed',
      'The card’s answer to INITIALIZE UPDATE is not that of SCP02.',
      {
        meaning: 'Nothing was authenticated; no try was used.',
        hint: 'Ask the card which protocol it has (GET DATA, card recognition data) and choose that.',
        clause: 'GlobalPlatform Card Specification 2.3.1 E.5.1',
        details: { length: data.length },
      },
    );
  return {
    diversification: data.slice(0, 10),
    keyVersion: data[10]!,
    sequenceCounter: data.slice(12, 14),
    cardChallenge: data.slice(14, 20),
    cardCryptogram: data.slice(20, 28),
  };
}

/**
 * Opens SCP02 with explicit initiation on the host's side; see `openScp03` for the way it is used.
 * @param options implementation option “i”, 15 or 55 for most cards
 * @throws CardError `channel.card-cryptogram` before anything is sent that could use a try; InputError `channel.level`, `channel.base-key`
 */
export function openScp02(
  keys: StaticKeys,
  hostChallenge: Uint8Array,
  card: Scp02Initialisation,
  level: number,
  options: number,
): {
  readonly externalAuthenticate: CommandApdu;
  readonly messaging: Scp02Messaging;
  /** For the key data of PUT KEY. */
  readonly sessionDek: Uint8Array;
  accepted(): void;
} {
  if (![0x00, 0x01, 0x03, 0x10, 0x11, 0x13].includes(level))
    throw new InputError('channel.level', 'SCP02 has no such security level.', {
      hint: 'Use C-MAC (01), C-MAC and C-DEC (03), or these with R-MAC (11, 13).',
      clause: 'GlobalPlatform Card Specification 2.3.1 table E-11',
      details: { level },
    });
  requireBaseKey(keys, options);
  const session = deriveScp02Session(keys, hostChallenge, card.sequenceCounter, card.cardChallenge);
  if (!equalBytes(session.cardCryptogram, card.cardCryptogram)) throw wrongCardCryptogram('SCP02');
  const messaging = new Scp02Messaging(session.keys, options);
  const externalAuthenticate = messaging.wrap({
    cla: 0x80,
    ins: 0x82,
    p1: level,
    p2: 0x00,
    data: session.hostCryptogram,
  });
  return {
    externalAuthenticate,
    messaging,
    sessionDek: session.dek,
    accepted: () => messaging.raise(level),
  };
}
