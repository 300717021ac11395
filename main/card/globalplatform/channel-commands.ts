import { hex16 } from '../../base/bytes.ts';
import { AccessError } from '../../base/error.ts';
import type { CommandApdu, ResponseApdu } from '../apdu.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';

/**
 * INITIALIZE UPDATE, GlobalPlatform Card Specification 2.3.1 E.5.1 and amendment D 7.1.1. It uses no try.
 * @param keyVersion 01 to 7F, or 00 for the card's default
 * @param hostChallenge 8 bytes, or 16 for a card in S16 mode
 */
export function initializeUpdate(keyVersion: number, hostChallenge: Uint8Array): CardCommand<Uint8Array> {
  return {
    name: 'INITIALIZE UPDATE',
    apdu: { cla: 0x80, ins: 0x50, p1: keyVersion, p2: 0x00, data: hostChallenge, le: 256 },
    sensitive: 'none',
    changesCard: false,
    parse: (response) => {
      if (response.sw === 0x6a88) throw noKeySet(keyVersion);
      if (response.sw === 0x6983) throw lockedOut();
      return expectStatus(response, 'INITIALIZE UPDATE').data;
    },
  };
}

/** EXTERNAL AUTHENTICATE as the channel has made it. A refusal uses up a try of the key set. */
export function externalAuthenticate(apdu: CommandApdu): CardCommand<void> {
  return {
    name: 'EXTERNAL AUTHENTICATE',
    apdu,
    sensitive: 'none',
    changesCard: true,
    parse: parseAuthentication,
  };
}

function parseAuthentication(response: ResponseApdu): void {
  const refused = refusedAuthentication(response);
  if (refused !== undefined) throw refused;
  expectStatus(response, 'EXTERNAL AUTHENTICATE');
}

/** What an answer says of the host's keys: `undefined` where it does not refuse them. */
export function refusedAuthentication({ sw }: ResponseApdu): AccessError | undefined {
  if (sw === 0x6983) return lockedOut();
  if (![0x6300, 0x6982, 0x6988].includes(sw)) return undefined;
  return new AccessError('channel.refused', 'The card does not accept the host’s cryptogram.', {
    hint: 'Do not try again blindly: check that nothing between reader and card changes the data.',
    meaning: 'One try of this key set is used.',
    clause: 'GlobalPlatform Card Specification 2.3.1 E.5.2',
    details: { sw: hex16(sw) },
  });
}

function noKeySet(keyVersion: number): AccessError {
  return new AccessError('channel.no-key-set', 'The card has no key set of this version.', {
    hint: 'Ask the card for its key sets (GET DATA, key information) and choose one of them.',
    meaning: 'Nothing was authenticated; no try was used.',
    details: { keyVersion },
  });
}

function lockedOut(): AccessError {
  return new AccessError(
    'channel.locked-out',
    'The card no longer accepts this key set: too many wrong cryptograms.',
    {
      hint: 'Use another key set of the card, or another card.',
      meaning: 'The secure channel cannot be opened with these keys any more.',
    },
  );
}
