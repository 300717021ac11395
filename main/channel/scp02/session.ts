import { concatBytes, equalBytes } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import { desCbcEncrypt, fullDesMac, retailMac } from '../crypto/des.ts';
import { pad80 } from '../crypto/padding.ts';
import type { StaticKeys } from '../secure-messaging.ts';
import { scp02Option } from './options.ts';

export interface Scp02SessionKeys {
  readonly sEnc: Uint8Array;
  readonly cMac: Uint8Array;
  readonly rMac: Uint8Array;
}

/** What follows from the static keys and the sequence counter alone, E.4.1. */
export interface Scp02KeyMaterial {
  readonly keys: Scp02SessionKeys;
  /** For the key data of PUT KEY. */
  readonly dek: Uint8Array;
}

/** Session keys and cryptograms, GlobalPlatform Card Specification 2.3.1 E.4.1 and E.4.2; the same on both sides. */
export interface Scp02Session extends Scp02KeyMaterial {
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
  const material = deriveScp02Keys(keys, sequenceCounter);
  const cryptogram = (...parts: readonly Uint8Array[]): Uint8Array =>
    fullDesMac(material.keys.sEnc, pad80(concatBytes(...parts), 8));
  return {
    ...material,
    cardCryptogram: cryptogram(hostChallenge, sequenceCounter, cardChallenge),
    hostCryptogram: cryptogram(sequenceCounter, cardChallenge, hostChallenge),
  };
}

/** @param sequenceCounter 2 bytes, big endian */
export function deriveScp02Keys(keys: StaticKeys, sequenceCounter: Uint8Array): Scp02KeyMaterial {
  return {
    keys: {
      sEnc: sessionKey(keys.enc, [0x01, 0x82], sequenceCounter),
      cMac: sessionKey(keys.mac, [0x01, 0x01], sequenceCounter),
      rMac: sessionKey(keys.mac, [0x01, 0x02], sequenceCounter),
    },
    dek: sessionKey(keys.dek, [0x01, 0x81], sequenceCounter),
  };
}

/** The first chaining vector with implicit initiation: the MAC over the AID of the security domain, E.3.3. */
export function icvOverAid({ cMac }: Scp02SessionKeys, aid: Uint8Array): Uint8Array {
  return retailMac(cMac, pad80(aid, 8));
}

/** Options with one base key have it in the place of all three. @throws InputError `channel.base-key` where they differ */
export function requireBaseKey({ enc, mac, dek }: StaticKeys, options: number): void {
  if ((options & scp02Option.threeKeys) !== 0 || (equalBytes(enc, mac) && equalBytes(enc, dek))) return;
  throw new InputError(
    'channel.base-key',
    'SCP02 with this option has one base key, and three different keys were given.',
    {
      hint: 'Give the base key for ENC, MAC and DEK, or choose the option “i” that the card has.',
      meaning: 'Nothing was sent to the card.',
      clause: 'GlobalPlatform Card Specification 2.3.1 table E-1',
      details: { option: options },
    },
  );
}

/** Constants of E.4.1: 0101 C-MAC, 0102 R-MAC, 0181 DEK, 0182 ENC. */
function sessionKey(key: Uint8Array, constant: readonly [number, number], counter: Uint8Array): Uint8Array {
  return desCbcEncrypt(key, concatBytes(constant, counter, new Uint8Array(12)));
}
