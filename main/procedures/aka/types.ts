import type { CardApplication } from '../inventory/types.ts';

/** An application with a subscriber's key. */
export type AkaApplication = CardApplication & { readonly kind: 'usim' | 'isim' };

/** What the network sends: RAND and AUTN, 16 bytes each. */
export interface AkaChallenge {
  readonly rand: Uint8Array;
  readonly autn: Uint8Array;
}

/** What a card says to a challenge in the 3G context, 3GPP TS 31.102 7.1.2. */
export type AkaAnswer =
  | {
      readonly outcome: 'authenticated';
      /** 4 to 16 bytes. */
      readonly res: Uint8Array;
      readonly ck: Uint8Array;
      readonly ik: Uint8Array;
      /** 8 bytes; only from a USIM with service 27. */
      readonly kc?: Uint8Array;
    }
  /** SQN is too old: AUTS (14 bytes) goes back to the network, which then sends a fresh challenge. */
  | { readonly outcome: 'synchronisation-failure'; readonly auts: Uint8Array }
  /** The card did not make out the network's key in it: another subscriber, another network, or a forgery. */
  | { readonly outcome: 'mac-failure' };
