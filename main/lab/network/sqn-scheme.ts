import { type AucSequence, nextSqn, resynchronise } from '../../auth/auc-sequence.ts';
import { encodeSqn, indexCount } from '../../auth/sqn.ts';

/**
 * How an AuC makes sequence numbers, 3GPP TS 33.102 annex C.1: `counter` counts up (C.1.1.3), `time` follows a clock of tenths of a second
 * with a difference for each subscriber, which re-synchronisation sets (C.1.1.2).
 */
export type SqnSchemeName = 'counter' | 'time';

/** The sequence numbers of one subscriber. Six bytes each, big endian. */
export interface SqnSource {
  next(): Uint8Array;
  /** After an AUTS that verified: the next number is one that the card takes. */
  resynchronise(sqnMs: Uint8Array): void;
}

const tenthOfSecond = 100;

export function sqnSource(scheme: SqnSchemeName, start: AucSequence, now: () => number): SqnSource {
  let state = start;
  let difference = 0;
  return {
    next: () => {
      if (scheme === 'counter') {
        const given = nextSqn(state);
        state = given.state;
        return given.sqn;
      }
      const clock = Math.floor(now() / tenthOfSecond) + difference;
      state = { seq: Math.max(clock, state.seq + 1), ind: (state.ind + 1) % indexCount };
      return encodeSqn(state);
    },
    resynchronise: (sqnMs) => {
      state = resynchronise(state, sqnMs);
      difference = scheme === 'time' ? state.seq - Math.floor(now() / tenthOfSecond) : 0;
    },
  };
}
