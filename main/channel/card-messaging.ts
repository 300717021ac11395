import type { ResponseApdu } from '../card/apdu.ts';

/** A command with secure messaging as a card sees it: Le plays no part. */
export interface SecuredCommand {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
}

/** The card's end of a secure channel, the counterpart of `SecureMessaging`: for software cards. */
export interface CardMessaging {
  /** The plain data of a command; `undefined` for a wrong MAC or padding. Called once for each command, in order. */
  unwrap(command: SecuredCommand): Uint8Array | undefined;
  /** The answer to the command last unwrapped. */
  wrap(response: ResponseApdu): ResponseApdu;
  /** Undoes the last {@link unwrap} and {@link wrap}: on T=0 the answer 6Cxx has the same command come again, and the two count once. */
  takeBack(): void;
}

/** A session that INITIALIZE UPDATE has begun, on the card's side. */
export interface CardInitiation {
  /** 8 bytes, or 16 in S16 mode. */
  readonly cardCryptogram: Uint8Array;
  readonly hostCryptogram: Uint8Array;
  /** The key that decrypts the key data of PUT KEY. */
  readonly dek: Uint8Array;
  /** Its first command is EXTERNAL AUTHENTICATE, which says the level; `raise` follows. */
  readonly messaging: CardMessaging & { raise(level: number): void };
}
