import { concatBytes } from '../base/bytes.ts';
import type { AkaAlgorithm } from './algorithm.ts';
import { xorBytes } from './xor-bytes.ts';

/** An authentication vector (quintet), 3GPP TS 33.102 6.3.2. */
export interface AuthenticationVector {
  /** 16 bytes. */
  readonly rand: Uint8Array;
  /** SQN xor AK, AMF, MAC-A: 16 bytes (more where TUAK's MAC is longer). */
  readonly autn: Uint8Array;
  readonly xres: Uint8Array;
  readonly ck: Uint8Array;
  readonly ik: Uint8Array;
}

/**
 * The vector an AuC makes of RAND (16 bytes, chosen at random by the caller), SQN (6) and AMF (2).
 * @throws InputError `aka.length`
 */
export function makeVector(
  algorithm: AkaAlgorithm,
  rand: Uint8Array,
  sqn: Uint8Array,
  amf: Uint8Array,
): AuthenticationVector {
  const macA = algorithm.f1(rand, sqn, amf);
  const { res, ck, ik, ak } = algorithm.f2345(rand);
  return { rand, autn: concatBytes(xorBytes(sqn, ak), amf, macA), xres: res, ck, ik };
}
