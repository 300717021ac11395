import { concatBytes } from '../../base/bytes.ts';
import type { StaticKeys } from '../secure-messaging.ts';
import { derivation, deriveScp03 } from './kdf.ts';

export interface Scp03SessionKeys {
  readonly sEnc: Uint8Array;
  readonly sMac: Uint8Array;
  readonly sRmac: Uint8Array;
}

/** Session keys and cryptograms of two challenges, amendment D 6.2.1 and 6.2.2; the same on both sides. */
export interface Scp03Session {
  readonly keys: Scp03SessionKeys;
  readonly cardCryptogram: Uint8Array;
  readonly hostCryptogram: Uint8Array;
}

/** @param hostChallenge 8 bytes, or 16 in S16 mode, as `cardChallenge`; cryptograms have the same length */
export function deriveScp03Session(
  keys: StaticKeys,
  hostChallenge: Uint8Array,
  cardChallenge: Uint8Array,
): Scp03Session {
  const context = concatBytes(hostChallenge, cardChallenge);
  const size = cardChallenge.length;
  const sMac = deriveScp03(keys.mac, derivation.sMac, context, keys.mac.length);
  return {
    keys: {
      sMac,
      sEnc: deriveScp03(keys.enc, derivation.sEnc, context, keys.enc.length),
      sRmac: deriveScp03(keys.mac, derivation.sRmac, context, keys.mac.length),
    },
    cardCryptogram: deriveScp03(sMac, derivation.cardCryptogram, context, size),
    hostCryptogram: deriveScp03(sMac, derivation.hostCryptogram, context, size),
  };
}
