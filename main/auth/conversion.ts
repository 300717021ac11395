import { requireLength } from './length.ts';

/**
 * c2: SRES (4 bytes) of RES, which is filled up with zeros to 16 bytes first. 3GPP TS 33.102 6.8.1.2.
 * @throws InputError `aka.length` for RES that is not 4 to 16 bytes
 */
export function sresOfRes(res: Uint8Array): Uint8Array {
  requireLength('RES', res, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  return foldedXor([res], 4);
}

/**
 * c3: Kc (8 bytes) of CK and IK, 16 bytes each. 3GPP TS 33.102 6.8.1.2.
 * @throws InputError `aka.length`
 */
export function kcOfKeys(ck: Uint8Array, ik: Uint8Array): Uint8Array {
  requireLength('CK', ck, 16);
  requireLength('IK', ik, 16);
  return foldedXor([ck, ik], 8);
}

function foldedXor(parts: readonly Uint8Array[], length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (const part of parts) for (const [i, byte] of part.entries()) out[i % length]! ^= byte;
  return out;
}
