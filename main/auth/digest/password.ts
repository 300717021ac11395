import { createHmac } from 'node:crypto';
import { concatBytes } from '../../base/bytes.ts';
import { requireExactLength } from '../gba/required-length.ts';
import { toBase64 } from './base64.ts';

const akaV2Use = 'http-digest-akav2-password';

/** What a card answers to a challenge it accepts. */
export interface AkaResult {
  readonly res: Uint8Array;
  /** 16 bytes. */
  readonly ck: Uint8Array;
  /** 16 bytes. */
  readonly ik: Uint8Array;
}

/** The password of AKAv1: RES, as bytes and not as text. IETF RFC 3310 3.3. */
export function akaV1Password(res: Uint8Array): Uint8Array {
  return res;
}

/**
 * The password of AKAv2-MD5: HMAC-MD5 (RES | IK | CK, "http-digest-akav2-password") in base64, as ASCII. IETF RFC 4169 3.
 * GBA_U cannot use it: CK and IK stay in the card.
 * @throws InputError `key.length`
 */
export function akaV2Password({ res, ck, ik }: AkaResult): Uint8Array {
  requireExactLength('CK', ck, 16, 'IETF RFC 4169 3');
  requireExactLength('IK', ik, 16, 'IETF RFC 4169 3');
  const mac = createHmac('md5', concatBytes(res, ik, ck))
    .update(akaV2Use, 'ascii')
    .digest();
  return new TextEncoder().encode(toBase64(mac));
}

/** The password of an answer that carries AUTS: there is no RES, so it is empty. IETF RFC 3310 3.4. */
export const resynchronisationPassword: Uint8Array = new Uint8Array();

/** The password of Ua with HTTP Digest: Ks_(ext/int)_NAF in base64, as ASCII; the user name is the B-TID. 3GPP TS 24.109 5.2. */
export function nafPassword(nafKey: Uint8Array): Uint8Array {
  return new TextEncoder().encode(toBase64(nafKey));
}
