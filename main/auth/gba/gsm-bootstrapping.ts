import { concatBytes } from '../../base/bytes.ts';
import { deriveKey } from './kdf.ts';
import { gbaFc } from './naf-key.ts';
import { requireExactLength } from './required-length.ts';

/** What a SIM answers in the GSM context, and its challenge. */
export interface GsmTriplet {
  /** 16 bytes. */
  readonly rand: Uint8Array;
  /** 4 bytes. */
  readonly sres: Uint8Array;
  /** 8 bytes. */
  readonly kc: Uint8Array;
}

const clause = '3GPP TS 33.220 I.5.2';
const responseUse = new TextEncoder().encode('3gpp-gba-res');
const keyUse = new TextEncoder().encode('3gpp-gba-ks');

/**
 * RES of 2G GBA, the password of HTTP Digest on Ub: the first 16 bytes of KDF (Kc | Kc | RAND, "3gpp-gba-res", SRES).
 * 3GPP TS 33.220 annex I.
 * @throws InputError `key.length`
 */
export function gsmBootstrappingResponse(triplet: GsmTriplet): Uint8Array {
  return deriveKey(keyOf(triplet), gbaFc, responseUse, triplet.sres).slice(0, 16);
}

/**
 * Ks of 2G GBA, 32 bytes: KDF (Kc | Kc | RAND, Ks-input, "3gpp-gba-ks", SRES). `ksInput` is the BSF's random number of 16
 * bytes. 3GPP TS 33.220 annex I.
 * @throws InputError `key.length`
 */
export function ksOfGsm(triplet: GsmTriplet, ksInput: Uint8Array): Uint8Array {
  requireExactLength('Ks-input', ksInput, 16, clause);
  return deriveKey(keyOf(triplet), gbaFc, ksInput, keyUse, triplet.sres);
}

function keyOf({ rand, sres, kc }: GsmTriplet): Uint8Array {
  requireExactLength('RAND', rand, 16, clause);
  requireExactLength('SRES', sres, 4, clause);
  requireExactLength('Kc', kc, 8, clause);
  return concatBytes(kc, kc, rand);
}
