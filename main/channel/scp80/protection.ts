import type { CardwrightError } from '../../base/error.ts';
import { aesCbcDecrypt, aesCbcEncrypt, aesCmac } from '../crypto/aes.ts';
import { crc16, crc32 } from '../crypto/crc.ts';
import { desCbcDecrypt, desCbcEncrypt, fullDesMac } from '../crypto/des.ts';
import { padZeros } from '../crypto/padding.ts';
import { attempt } from './attempt.ts';
import { missingKey, unusable } from './errors.ts';
import {
  type CrcAlgorithm,
  crcAlgorithm,
  type KeyedAlgorithm,
  type KeyIndicator,
  keyedAlgorithm,
} from './kic-kid.ts';
import type { Check } from './spi.ts';

/** The keys of one key set: 16 bytes for 3DES with two keys, 24 with three, 16, 24 or 32 for AES. */
export interface PacketKeys {
  readonly kic?: Uint8Array;
  readonly kid?: Uint8Array;
  /** What “known implicitly” means in KIc and in KID. */
  readonly implicitKic?: KeyedAlgorithm;
  readonly implicitKid?: KeyedAlgorithm;
}

/** How one packet is protected: the command as its own SPI says, the response as the command’s SPI asked. */
export interface PacketSecurity {
  readonly check: Check;
  readonly ciphering: boolean;
  readonly kic: KeyIndicator;
  readonly kid: KeyIndicator;
}

export interface Cipher {
  /** In bytes. */
  readonly blockSize: 8 | 16;
  encipher(data: Uint8Array): Uint8Array;
  decipher(data: Uint8Array): Uint8Array;
}

export interface Checksum {
  /** In bytes; AES-CMAC is cut to the first 4 or 8 (ETSI TS 102 225 5.1.3.1). */
  readonly lengths: readonly number[];
  compute(data: Uint8Array, length: number): Uint8Array;
}

export interface Protection {
  readonly cipher: Cipher | undefined;
  readonly checksum: Checksum | undefined;
}

/** @throws InputError `scp80.key-missing`, `scp80.key-length`, `scp80.single-des`, `scp80.algorithm`, `scp80.digital-signature` … */
export function protectionOf(security: PacketSecurity, keys: PacketKeys): Protection {
  return {
    cipher: security.ciphering ? cipherOf(security.kic, keys) : undefined,
    checksum: security.check === 'none' ? undefined : checksumOf(security, keys),
  };
}

/** The same without throwing: what is at hand, and the first reason why something is not. */
export function protectionAtHand(
  security: PacketSecurity,
  keys: PacketKeys,
): Protection & { readonly obstacle: CardwrightError | undefined } {
  const cipher = attempt(() => (security.ciphering ? cipherOf(security.kic, keys) : undefined));
  const checksum = attempt(() => (security.check === 'none' ? undefined : checksumOf(security, keys)));
  return {
    cipher: cipher.ok ? cipher.value : undefined,
    checksum: checksum.ok ? checksum.value : undefined,
    obstacle: !cipher.ok ? cipher.error : checksum.ok ? undefined : checksum.error,
  };
}

/** Bytes of RC/CC/DS a packet with this indicator can have; undefined where the algorithm is not known. */
export function checksumLengths(check: Check, kid: KeyIndicator): readonly number[] | undefined {
  if (check === 'none') return [0];
  if (kid.algorithm === 'crc-16') return [2];
  if (kid.algorithm === 'crc-32') return [4];
  if (kid.algorithm === '3des-2' || kid.algorithm === '3des-3') return [8];
  return kid.algorithm === 'aes' ? [8, 4] : undefined;
}

function cipherOf(indicator: KeyIndicator, keys: PacketKeys): Cipher {
  const algorithm = keyedAlgorithm(indicator, keys.implicitKic, 'kic');
  const key = requireKey('KIc', keys.kic, algorithm);
  if (algorithm === 'aes') {
    const zeroIv = new Uint8Array(16);
    return {
      blockSize: 16,
      encipher: (data) => aesCbcEncrypt(key, zeroIv, data),
      decipher: (data) => aesCbcDecrypt(key, zeroIv, data),
    };
  }
  return {
    blockSize: 8,
    encipher: (data) => desCbcEncrypt(key, data),
    decipher: (data) => desCbcDecrypt(key, data),
  };
}

function checksumOf({ check, kid }: PacketSecurity, keys: PacketKeys): Checksum {
  if (check === 'rc') return crcOf(crcAlgorithm(kid));
  if (check === 'ds')
    throw unusable(
      'scp80.digital-signature',
      'The packet has a digital signature, whose algorithm the standard leaves open.',
      'Use a cryptographic checksum.',
      'ETSI TS 102 225 5.1.1',
    );
  const algorithm = keyedAlgorithm(kid, keys.implicitKid, 'cc');
  const key = requireKey('KID', keys.kid, algorithm);
  if (algorithm === 'aes')
    return { lengths: [8, 4], compute: (data, length) => aesCmac(key, data).slice(0, length) };
  return { lengths: [8], compute: (data) => fullDesMac(key, padZeros(data, 8)) };
}

function crcOf(algorithm: CrcAlgorithm): Checksum {
  return algorithm === 'crc-16' ? { lengths: [2], compute: crc16 } : { lengths: [4], compute: crc32 };
}

const keyLengths: Readonly<Record<KeyedAlgorithm, readonly number[]>> = {
  '3des-2': [16],
  '3des-3': [24],
  aes: [16, 24, 32],
};

function requireKey(name: 'KIc' | 'KID', key: Uint8Array | undefined, algorithm: KeyedAlgorithm): Uint8Array {
  if (key === undefined) throw missingKey(name);
  const lengths = keyLengths[algorithm];
  if (lengths.includes(key.length)) return key;
  throw unusable(
    'scp80.key-length',
    `The key ${name} has ${key.length} bytes; its algorithm needs ${lengths.join(', ')}.`,
    'Check the key set, and the algorithm in KIc and KID.',
    'ETSI TS 102 225 5.1.2',
  );
}
