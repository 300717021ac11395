import { CardError, InputError } from '../base/error.ts';
import type { CommandApdu, ResponseApdu } from '../card/apdu.ts';

/** The three static keys of a GlobalPlatform key set. All of one length: 16 bytes for SCP02, 16, 24 or 32 for SCP03. */
export interface StaticKeys {
  readonly enc: Uint8Array;
  readonly mac: Uint8Array;
  readonly dek: Uint8Array;
}

/**
 * An open secure channel: wraps each command and unwraps each answer, in order. State (counters, chaining values) moves on with each call,
 * so a command that was wrapped must be sent.
 */
export interface SecureMessaging {
  /** @throws InputError `channel.command-too-long` when the wrapped command no longer fits a short APDU */
  wrap(command: CommandApdu): CommandApdu;
  /** @throws CardError `channel.response-forged` for a wrong MAC or padding; the channel is then useless */
  unwrap(response: ResponseApdu): ResponseApdu;
}

/** Security level bits, GlobalPlatform Card Specification 2.3.1 table 10-1. */
export const securityLevel = { cMac: 0x01, cDecryption: 0x02, rMac: 0x10, rEncryption: 0x20 } as const;

/** An error of the card comes without data and without MAC (amendment D 6.2.5); a success or a warning never does. */
export function isBareRefusal({ data, sw }: ResponseApdu): boolean {
  return data.length === 0 && sw !== 0x9000 && sw >> 8 !== 0x62 && sw >> 8 !== 0x63;
}

/** @throws InputError `channel.command-too-long` */
export function requireShort(data: Uint8Array): void {
  if (data.length <= 255) return;
  throw new InputError('channel.command-too-long', 'The command is too long for the secure channel.', {
    hint: 'Split its data: the channel needs up to 24 of the 255 bytes for padding and MAC.',
    details: { length: data.length },
  });
}

export function forgedResponse(why: string): CardError {
  return new CardError('channel.response-forged', `The answer of the card is not genuine: ${why}.`, {
    meaning:
      'The secure channel is closed; whether the command was executed is unknown until the card is read again.',
    hint: 'Reset the card and read it. If it happens again, something between reader and card changes the data.',
  });
}

/** A card cryptogram that does not fit: wrong keys, or not the card they are for. */
export function wrongCardCryptogram(protocol: string): CardError {
  return new CardError(
    'channel.card-cryptogram',
    `The card’s ${protocol} cryptogram does not fit the keys.`,
    {
      meaning: 'Nothing was authenticated; no try was used.',
      hint: 'Check that the keys belong to this card and key version, and whether they must be diversified.',
      clause: 'GlobalPlatform Card Specification 2.3.1',
    },
  );
}
