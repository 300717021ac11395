import { createHash } from 'node:crypto';
import { concatBytes } from '../../base/bytes.ts';
import { xorBytes } from '../xor-bytes.ts';
import { requireExactLength } from './required-length.ts';

const clause = '3GPP TS 33.220 5.3.2';

/**
 * AUTN* of AUTN, and AUTN of AUTN*: MAC* = MAC xor the first 64 bits of SHA-1 (IK). A BSF changes the challenge so for a subscriber with
 * GBA_U; the UICC changes it back in the GBA context. In any other context the MAC is wrong then, so a device cannot ask the card for CK
 * and IK of this challenge. Both are 16 bytes, IK 16. 3GPP TS 33.220 5.3.2.
 * @throws InputError `key.length`
 */
export function modifyMac(autn: Uint8Array, ik: Uint8Array): Uint8Array {
  requireExactLength('AUTN', autn, 16, clause);
  requireExactLength('IK', ik, 16, clause);
  const mask = createHash('sha1').update(ik).digest().subarray(0, 8);
  return concatBytes(autn.subarray(0, 8), xorBytes(autn.subarray(8), mask));
}
