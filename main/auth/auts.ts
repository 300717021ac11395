import { concatBytes, equalBytes } from '../base/bytes.ts';
import { AccessError } from '../base/error.ts';
import type { AkaAlgorithm } from './algorithm.ts';
import { requireLength } from './length.ts';
import { xorBytes } from './xor-bytes.ts';

/** AMF* of re-synchronisation, 3GPP TS 33.102 6.3.3. */
const amfStar = Uint8Array.of(0, 0);

/**
 * AUTS for the challenge RAND: SQN_MS xor AK*, then MAC-S; 14 bytes (more where TUAK's MAC is longer). 3GPP TS 33.102 6.3.3.
 * @throws InputError `aka.length`
 */
export function buildAuts(algorithm: AkaAlgorithm, rand: Uint8Array, sqnMs: Uint8Array): Uint8Array {
  const macS = algorithm.f1star(rand, sqnMs, amfStar);
  return concatBytes(xorBytes(sqnMs, algorithm.f5star(rand)), macS);
}

/**
 * SQN_MS (6 bytes) out of AUTS, after MAC-S has been checked. 3GPP TS 33.102 6.3.5.
 * @throws AccessError `aka.mac-s` when AUTS was not made with this subscriber's key for this RAND
 * @throws InputError `aka.length`
 */
export function openAuts(algorithm: AkaAlgorithm, rand: Uint8Array, auts: Uint8Array): Uint8Array {
  requireLength('AUTS', auts, 14, 22, 38);
  const sqnMs = xorBytes(auts.subarray(0, 6), algorithm.f5star(rand));
  if (!equalBytes(algorithm.f1star(rand, sqnMs, amfStar), auts.subarray(6)))
    throw new AccessError('aka.mac-s', 'The re-synchronisation token does not verify.', {
      hint: 'Check that the key and OPc of the subscriber are those of this card.',
      clause: '3GPP TS 33.102 6.3.5',
    });
  return sqnMs;
}
