import { equalBytes } from '../../base/bytes.ts';
import type { AkaAlgorithm } from '../algorithm.ts';
import { requireLength } from '../length.ts';
import { decodeSqn, type Sqn } from '../sqn.ts';
import { xorBytes } from '../xor-bytes.ts';
import type { AkaFinding } from './finding.ts';

/** What AUTS of a card says. */
export interface AutsReading {
  /** `right-otherwise`: made with this key, but not as TS 33.102 6.3.3 says. */
  readonly verdict: 'right' | 'right-otherwise' | 'wrong' | 'unchecked';
  /** SQN_MS, the highest number the card has accepted; absent where AUTS cannot be opened. */
  readonly sqnMs?: { readonly bytes: Uint8Array; readonly parts: Sqn };
  readonly findings?: readonly AkaFinding[];
}

const amfStar = Uint8Array.of(0, 0);

/**
 * Opens AUTS (14 bytes) for the challenge RAND. Two ways are tried besides that of the standard which cards are known to take: AK of f5
 * instead of f5*, and AMF of the challenge instead of 0000.
 * @throws InputError `aka.length`
 */
export function explainAuts(
  algorithm: AkaAlgorithm,
  rand: Uint8Array,
  auts: Uint8Array,
  amf: Uint8Array,
): AutsReading {
  requireLength('AUTS', auts, 14);
  const akStar = algorithm.f5star(rand);
  const { ak } = algorithm.f2345(rand);
  const open = (key: Uint8Array, amfOfMac: Uint8Array): Uint8Array | undefined => {
    const sqn = xorBytes(auts.subarray(0, 6), key);
    return equalBytes(algorithm.f1star(rand, sqn, amfOfMac), auts.subarray(6)) ? sqn : undefined;
  };
  const standard = open(akStar, amfStar);
  if (standard !== undefined) return { verdict: 'right', sqnMs: numberOf(standard), findings: [autsRight] };
  const otherwise = open(ak, amfStar) ?? open(akStar, amf) ?? open(ak, amf);
  if (otherwise !== undefined)
    return { verdict: 'right-otherwise', sqnMs: numberOf(otherwise), findings: [autsOtherwise] };
  return { verdict: 'wrong', findings: [autsWrong] };
}

const numberOf = (bytes: Uint8Array): { bytes: Uint8Array; parts: Sqn } => ({
  bytes,
  parts: decodeSqn(bytes),
});

const autsRight: AkaFinding = {
  id: 'aka.auts-right',
  severity: 'good',
  what: 'AUTS was made with this key for this challenge.',
};

const autsOtherwise: AkaFinding = {
  id: 'aka.auts-otherwise',
  severity: 'fault',
  what: 'AUTS was made with this key, but not as the standard says: with f5 instead of f5*, or with the AMF of the challenge.',
  hint: 'An authentication centre will not accept it: tell the issuer of the card.',
};

const autsWrong: AkaFinding = {
  id: 'aka.auts-wrong',
  severity: 'fault',
  what: 'AUTS was not made with this key for this RAND.',
  hint: 'Check that it is the answer to this very challenge; then the card has another key than the one given here.',
};
