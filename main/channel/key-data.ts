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

/** Block length of the cipher. */
export const blockLength = { des: 8, aes: 16 } as const;

/**
 * A key as PUT KEY carries it: encrypted with the data encryption key, filled up to whole blocks. Card Specification 2.3.1 E.4.7, amendment
 * D 6.2.8. @param cipher algorithm of the data encryption key: 3DES in ECB mode in SCP02, AES in CBC mode in SCP03
 */
export function encryptKey(cipher: KeyAlgorithm, dek: Uint8Array, key: Uint8Array): Uint8Array {
  const block = blockLength[cipher];
  const padded = padRight(key, Math.ceil(key.length / block) * block, 0);
  return cipher === 'des' ? desEcbEncrypt(dek, padded) : aesCbcEncrypt(dek, new Uint8Array(block), padded);
}

/** Inverse of {@link encryptKey}; `encrypted` is whole blocks, `length` that of the key. */
export function decryptKey(
  cipher: KeyAlgorithm,
  dek: Uint8Array,
  encrypted: Uint8Array,
  length: number,
): Uint8Array {
  const plain =
    cipher === 'des'
      ? desEcbDecrypt(dek, encrypted)
      : aesCbcDecrypt(dek, new Uint8Array(blockLength.aes), encrypted);
  return plain.slice(0, length);
}
