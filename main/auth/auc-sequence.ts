import type { FreshnessLimits } from './card-sequence.ts';
import { defaultFreshness } from './card-sequence.ts';
import { decodeSqn, encodeSqn, indexCount, type Sqn } from './sqn.ts';

/** SQN_HE: the last number an AuC has given out for a subscriber. */
export type AucSequence = Sqn;

export const unusedSequence: AucSequence = { seq: 0, ind: 0 };

/**
 * The next number, not based on time: SEQ counts up, IND goes round, 3GPP TS 33.102 C.1.1.1 and C.1.1.3.
 * @throws InputError `aka.sqn-range` when SEQ is used up
 */
export function nextSqn(state: AucSequence): { readonly sqn: Uint8Array; readonly state: AucSequence } {
  const next = { seq: state.seq + 1, ind: (state.ind + 1) % indexCount };
  return { sqn: encodeSqn(next), state: next };
}

/**
 * SQN_HE after a valid AUTS with `sqnMs` (6 bytes), 3GPP TS 33.102 6.3.5: kept when the card would accept the next number, else set to
 * SQN_MS.
 * @throws InputError `aka.length`
 */
export function resynchronise(
  state: AucSequence,
  sqnMs: Uint8Array,
  limits: FreshnessLimits = defaultFreshness,
): AucSequence {
  const ms = decodeSqn(sqnMs);
  const ahead = state.seq + 1 - ms.seq;
  return ahead > 0 && ahead <= limits.delta ? state : ms;
}
