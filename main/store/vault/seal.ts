import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM, NIST SP 800-38D: nonce (12 bytes, fresh), ciphertext, tag (16 bytes). `bound` is authenticated with it. */
export function seal(key: Uint8Array, plain: Uint8Array, bound: string): Uint8Array {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain bytes, or `undefined` when `sealed` was not sealed with this key and this `bound`. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: string): Uint8Array | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined;
  const end = sealed.length - tagLength;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(bound, 'utf8'));
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(nonceLength, end));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    return undefined; // the tag does not fit: the wrong key, or not what was sealed
  }
  return plain;
}

/** 16 bytes that tell whether two station keys are the same, and nothing else of them. */
export function keyCheck(stationKey: Uint8Array): Uint8Array {
  return createHmac('sha256', stationKey).update('cardwright station key').digest().subarray(0, 16);
}
