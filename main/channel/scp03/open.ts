import { equalBytes, toHex } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import type { CommandApdu } from '../../card/apdu.ts';
import { type StaticKeys, wrongCardCryptogram } from '../secure-messaging.ts';
import { Scp03Messaging } from './messaging.ts';
import { deriveScp03Session } from './session.ts';

/** The answer to INITIALIZE UPDATE in SCP03, amendment D 7.1.1. */
export interface Scp03Initialisation {
  /** Key diversification data, 10 bytes. */
  readonly diversification: Uint8Array;
  readonly keyVersion: number;
  /** “i”: 00, 10, 60, 70; bit 01 says S16 mode. */
  readonly parameters: number;
  readonly cardChallenge: Uint8Array;
  readonly cardCryptogram: Uint8Array;
  /** 3 bytes, with pseudo-random card challenges only. */
  readonly sequenceCounter?: Uint8Array;
}

/** @throws CardError `channel.answer-malformed` */
export function decodeScp03Initialisation(data: Uint8Array): Scp03Initialisation {
  const parameters = data[12] ?? 0;
  const size = (parameters & 0x01) === 0 ? 8 : 16;
  const counter = (parameters & 0x10) === 0 ? 0 : 3;
  if (data[11] !== 0x03 || data.length !== 13 + 2 * size + counter)
    throw new CardError(
      'channel.answer-malformed',
      'The card’s answer to INITIALIZE UPDATE is not that of SCP03.',
      {
        meaning: 'Nothing was authenticated; no try was used.',
        hint: 'Ask the card which protocol it has (GET DATA, card recognition data) and choose that.',
        clause: 'GlobalPlatform amendment D 7.1.1',
        details: { length: data.length, protocol: toHex(data.slice(11, 12)) },
      },
    );
  return {
    diversification: data.slice(0, 10),
    keyVersion: data[10]!,
    parameters,
    cardChallenge: data.slice(13, 13 + size),
    cardCryptogram: data.slice(13 + size, 13 + 2 * size),
    ...(counter === 0 ? {} : { sequenceCounter: data.slice(-3) }),
  };
}

/**
 * Opens SCP03 on the host's side: checks the card cryptogram and gives EXTERNAL AUTHENTICATE for `level` with the messaging that follows it.
 * Call `accepted` when the card has answered 9000.
 * @param hostChallenge 8 bytes, or 16 in S16 mode
 * @throws CardError `channel.card-cryptogram` before anything is sent that could use a try
 */
export function openScp03(
  keys: StaticKeys,
  hostChallenge: Uint8Array,
  card: Scp03Initialisation,
  level: number,
): { readonly externalAuthenticate: CommandApdu; readonly messaging: Scp03Messaging; accepted(): void } {
  requireLevel(level);
  const size = card.cardCryptogram.length === 16 ? 16 : 8;
  if (hostChallenge.length !== size)
    throw new InputError('channel.challenge', `The host challenge must have ${size} bytes.`, {
      hint: `The card works in S${size} mode: make another challenge.`,
    });
  const session = deriveScp03Session(keys, hostChallenge, card.cardChallenge);
  if (!equalBytes(session.cardCryptogram, card.cardCryptogram)) throw wrongCardCryptogram('SCP03');
  const messaging = new Scp03Messaging(session.keys, size);
  const externalAuthenticate = messaging.wrap({
    cla: 0x80,
    ins: 0x82,
    p1: level,
    p2: 0x00,
    data: session.hostCryptogram,
  });
  return { externalAuthenticate, messaging, accepted: () => messaging.raise(level) };
}

/** Levels that amendment D table 7-5 allows. */
function requireLevel(level: number): void {
  if ([0x00, 0x01, 0x03, 0x11, 0x13, 0x33].includes(level)) return;
  throw new InputError('channel.level', 'SCP03 has no such security level.', {
    hint: 'Use C-MAC (01), C-MAC and C-DEC (03), with R-MAC (11, 13) or with everything (33).',
    clause: 'GlobalPlatform amendment D table 7-5',
    details: { level },
  });
}
