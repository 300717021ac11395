import { padRight } from '../base/bytes.ts';
import { aesCbcDecrypt, aesCbcEncrypt, aesEncryptBlock } from './crypto/aes.ts';
import { desEcbDecrypt, desEcbEncrypt } from './crypto/des.ts';

/** Algorithm of a GlobalPlatform key, by its key type in PUT KEY: 80 (3DES) and 88 (AES). Card Specification 2.3.1 table 11-16. */
export type KeyAlgorithm = 'des' | 'aes';

export const keyType = { des: 0x80, aes: 0x88 } as const;

/** Key check value, 3 bytes: of eight zero bytes (3DES) or sixteen bytes 01 (AES). Card Specification 2.3.1 B.6, amendment D 4.1.4. */
export function keyCheckValue(algorithm: KeyAlgorithm, key: Uint8Array): Uint8Array {
  return algorithm === 'des'
    ? desEcbEncrypt(key, new Uint8Array(8)).slice(0, 3)
    : aesEncryptBlock(key, new Uint8Array(16).fill(0x01)).slice(0, 3);
}

/** A key as PUT KEY carries it: encrypted with the data encryption key, an AES key filled up to whole blocks. Amendment D 7.2. */
export function encryptKey(algorithm: KeyAlgorithm, dek: Uint8Array, key: Uint8Array): Uint8Array {
  return algorithm === 'des'
    ? desEcbEncrypt(dek, key)
    : aesCbcEncrypt(dek, new Uint8Array(16), padRight(key, Math.ceil(key.length / 16) * 16, 0));
}

/** Inverse of {@link encryptKey}; `encrypted` is a multiple of 8 (3DES) or 16 bytes, `length` that of the key. */
export function decryptKey(
  algorithm: KeyAlgorithm,
  dek: Uint8Array,
  encrypted: Uint8Array,
  length: number,
): Uint8Array {
  const plain =
    algorithm === 'des' ? desEcbDecrypt(dek, encrypted) : aesCbcDecrypt(dek, new Uint8Array(16), encrypted);
  return plain.slice(0, length);
}
