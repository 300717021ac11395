import { InputError } from '../base/error.ts';
import { decodeSqn, encodeSqn, indexCount } from './sqn.ts';

/** The highest SEQ that a USIM has accepted for each IND, 3GPP TS 33.102 C.2.1: 32 numbers. */
export type CardSequences = readonly number[];

export interface FreshnessLimits {
  /** How far SEQ may be ahead of the highest accepted one: Δ of C.2.1. */
  readonly delta: number;
  /** How far SEQ may be behind the highest accepted one: L of C.2.2; absent: any age. */
  readonly ageLimit?: number;
}

/** Δ as C.3 proposes it for all three profiles. */
export const defaultFreshness: FreshnessLimits = { delta: 2 ** 28 };

export const noSequences: CardSequences = Array.from({ length: indexCount }, () => 0);

/** SQN_MS, 6 bytes: the highest number accepted so far. @throws InputError `aka.sqn-array` */
export function highestSqn(sequences: CardSequences): Uint8Array {
  requireArray(sequences);
  const seq = Math.max(...sequences);
  return encodeSqn({ seq, ind: sequences.indexOf(seq) });
}

/**
 * Whether a USIM in this state takes `sqn` (6 bytes) as fresh, 3GPP TS 33.102 C.2.2. Returns the state after it, or `undefined`
 * when it answers with a synchronisation failure.
 * @throws InputError `aka.length`, `aka.sqn-array`
 */
export function acceptSqn(
  sequences: CardSequences,
  sqn: Uint8Array,
  limits: FreshnessLimits = defaultFreshness,
): CardSequences | undefined {
  requireArray(sequences);
  const { seq, ind } = decodeSqn(sqn);
  const highest = Math.max(...sequences);
  if (seq - highest > limits.delta) return undefined;
  if (limits.ageLimit !== undefined && highest - seq >= limits.ageLimit) return undefined;
  if (seq <= sequences[ind]!) return undefined;
  return sequences.with(ind, seq);
}

function requireArray(sequences: CardSequences): void {
  if (sequences.length !== indexCount)
    throw new InputError('aka.sqn-array', `The array of sequence numbers has ${sequences.length} entries.`, {
      hint: `Give ${indexCount}, one for each IND.`,
      clause: '3GPP TS 33.102 C.2.1',
    });
}
