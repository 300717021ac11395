import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concatBytes } from '../../base/bytes.ts';

const zeroIv = new Uint8Array(8);

/** A key of 16 or 24 bytes as the three keys of EDE; two-key 3DES repeats the first, one key (8 bytes) is single DES. */
function threeKeys(key: Uint8Array): Uint8Array {
  if (key.length === 24) return key;
  const [first, second] = [key.subarray(0, 8), key.length === 8 ? key : key.subarray(8, 16)];
  return concatBytes(first, second, first);
}

/** 3DES-CBC without padding; `data` is a multiple of 8 bytes. */
export function desCbcEncrypt(key: Uint8Array, data: Uint8Array, iv: Uint8Array = zeroIv): Uint8Array {
  const cipher = createCipheriv('des-ede3-cbc', threeKeys(key), iv).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
}

/** The inverse of {@link desCbcEncrypt}. */
export function desCbcDecrypt(key: Uint8Array, data: Uint8Array, iv: Uint8Array = zeroIv): Uint8Array {
  const decipher = createDecipheriv('des-ede3-cbc', threeKeys(key), iv).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([decipher.update(data), decipher.final()]));
}

/** Full triple-DES MAC, ISO/IEC 9797-1 MAC algorithm 1: the last block of CBC. `data` is padded already. 8 bytes. */
export function fullDesMac(key: Uint8Array, data: Uint8Array, iv: Uint8Array = zeroIv): Uint8Array {
  return desCbcEncrypt(key, data, iv).slice(-8);
}

/** Single DES with a final triple DES (“retail MAC”), ISO/IEC 9797-1 MAC algorithm 3. `key` is 16 bytes, `data` padded. 8 bytes. */
export function retailMac(key: Uint8Array, data: Uint8Array, iv: Uint8Array = zeroIv): Uint8Array {
  const chained =
    data.length > 8 ? desCbcEncrypt(key.subarray(0, 8), data.subarray(0, -8), iv).slice(-8) : iv;
  return desCbcEncrypt(key, data.subarray(-8), chained);
}

/** One block of 8 bytes under single DES. */
export function singleDesBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  return desCbcEncrypt(key.subarray(0, 8), block);
}

/** 3DES-ECB without padding; `data` is a multiple of 8 bytes. */
export function desEcbEncrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv('des-ede3', threeKeys(key), null).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
}

/** The inverse of {@link desEcbEncrypt}. */
export function desEcbDecrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('des-ede3', threeKeys(key), null).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([decipher.update(data), decipher.final()]));
}
