import { concatBytes } from '../../base/bytes.ts';
import { desCbcEncrypt, fullDesMac } from '../crypto/des.ts';
import { pad80 } from '../crypto/padding.ts';
import type { StaticKeys } from '../secure-messaging.ts';

export interface Scp02SessionKeys {
  readonly sEnc: Uint8Array;
  readonly cMac: Uint8Array;
  readonly rMac: Uint8Array;
}

/** Session keys and cryptograms, GlobalPlatform Card Specification 2.3.1 E.4.1 and E.4.2; the same on both sides. */
export interface Scp02Session {
  readonly keys: Scp02SessionKeys;
  /** For the key data of PUT KEY. */
  readonly dek: Uint8Array;
  readonly cardCryptogram: Uint8Array;
  readonly hostCryptogram: Uint8Array;
}

/**
 * @param hostChallenge 8 bytes
 * @param sequenceCounter 2 bytes, big endian
 * @param cardChallenge 6 bytes
 */
export function deriveScp02Session(
  keys: StaticKeys,
  hostChallenge: Uint8Array,
  sequenceCounter: Uint8Array,
  cardChallenge: Uint8Array,
): Scp02Session {
  const sEnc = sessionKey(keys.enc, [0x01, 0x82], sequenceCounter);
  const cryptogram = (...parts: readonly Uint8Array[]): Uint8Array =>
    fullDesMac(sEnc, pad80(concatBytes(...parts), 8));
  return {
    keys: {
      sEnc,
      cMac: sessionKey(keys.mac, [0x01, 0x01], sequenceCounter),
      rMac: sessionKey(keys.mac, [0x01, 0x02], sequenceCounter),
    },
    dek: sessionKey(keys.dek, [0x01, 0x81], sequenceCounter),
    cardCryptogram: cryptogram(hostChallenge, sequenceCounter, cardChallenge),
    hostCryptogram: cryptogram(sequenceCounter, cardChallenge, hostChallenge),
  };
}

/** Constants of E.4.1: 0101 C-MAC, 0102 R-MAC, 0181 DEK, 0182 ENC. */
function sessionKey(key: Uint8Array, constant: readonly [number, number], counter: Uint8Array): Uint8Array {
  return desCbcEncrypt(key, concatBytes(constant, counter, new Uint8Array(12)));
}
