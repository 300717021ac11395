import { equalBytes } from '../base/bytes.ts';
import type { AkaAlgorithm } from './algorithm.ts';
import { buildAuts } from './auts.ts';
import {
  acceptSqn,
  type CardSequences,
  defaultFreshness,
  type FreshnessLimits,
  highestSqn,
} from './card-sequence.ts';
import { requireLength } from './length.ts';
import { xorBytes } from './xor-bytes.ts';

/** What a USIM makes of a challenge, 3GPP TS 33.102 6.3.3. */
export type ChallengeResult =
  | {
      readonly outcome: 'authenticated';
      readonly res: Uint8Array;
      readonly ck: Uint8Array;
      readonly ik: Uint8Array;
      readonly amf: Uint8Array;
      /** The state to keep before the answer leaves. */
      readonly sequences: CardSequences;
    }
  /** MAC-A is wrong: the challenge is not from this subscriber's network. */
  | { readonly outcome: 'mac-failure' }
  /** SQN is not fresh: AUTS goes back to the network. */
  | { readonly outcome: 'synchronisation-failure'; readonly auts: Uint8Array };

/**
 * The card's side of AKA: unmasks SQN, checks MAC-A, then the freshness of SQN.
 * @throws InputError `aka.length` for RAND that is not 16 bytes or AUTN that does not fit the MAC
 */
export function answerChallenge(
  algorithm: AkaAlgorithm,
  sequences: CardSequences,
  rand: Uint8Array,
  autn: Uint8Array,
  limits: FreshnessLimits = defaultFreshness,
): ChallengeResult {
  requireLength('AUTN', autn, 16, 24, 40);
  const { res, ck, ik, ak } = algorithm.f2345(rand);
  const sqn = xorBytes(autn.subarray(0, 6), ak);
  const amf = autn.slice(6, 8);
  if (!equalBytes(algorithm.f1(rand, sqn, amf), autn.subarray(8))) return { outcome: 'mac-failure' };
  const next = acceptSqn(sequences, sqn, limits);
  if (next === undefined)
    return {
      outcome: 'synchronisation-failure',
      auts: buildAuts(algorithm, rand, highestSqn(sequences)),
    };
  return { outcome: 'authenticated', res, ck, ik, amf, sequences: next };
}
