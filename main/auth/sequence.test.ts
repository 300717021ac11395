import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import { nextSqn, resynchronise, unusedSequence } from './auc-sequence.ts';
import { acceptSqn, highestSqn, noSequences } from './card-sequence.ts';
import { decodeSqn, encodeSqn, indexCount } from './sqn.ts';

const anySqn = fc.record({
  seq: fc.integer({ min: 0, max: 2 ** 43 - 1 }),
  ind: fc.integer({ min: 0, max: 31 }),
});

describe('SQN', () => {
  test('is SEQ and a five-bit IND', () => {
    expect(decodeSqn(fromHex('000000000021'))).toEqual({ seq: 1, ind: 1 });
    expect(decodeSqn(fromHex('ffffffffffff'))).toEqual({ seq: 2 ** 43 - 1, ind: 31 });
    expect(toHex(encodeSqn({ seq: 2 ** 42, ind: 3 }))).toBe('800000000003');
  });

  test('encode and decode are inverse', () => {
    fc.assert(
      fc.property(anySqn, (sqn) => {
        expect(decodeSqn(encodeSqn(sqn))).toEqual(sqn);
      }),
    );
  });

  test('out of range is refused', () => {
    for (const sqn of [
      { seq: 2 ** 43, ind: 0 },
      { seq: 1, ind: 32 },
      { seq: -1, ind: 0 },
    ])
      expect(() => encodeSqn(sqn)).toThrow(expect.objectContaining({ code: 'aka.sqn-range' }));
  });
});

describe('the card', () => {
  const at = (seq: number, ind: number): Uint8Array => encodeSqn({ seq, ind });

  test('takes numbers out of order on different indices, and none twice', () => {
    const first = acceptSqn(noSequences, at(10, 1));
    const second = acceptSqn(first!, at(5, 2));
    expect(second).toBeDefined();
    expect(acceptSqn(second!, at(10, 1))).toBeUndefined();
    expect(acceptSqn(second!, at(5, 2))).toBeUndefined();
    expect(acceptSqn(second!, at(6, 2))).toBeDefined();
    expect(toHex(highestSqn(second!))).toBe(toHex(at(10, 1)));
  });

  test('refuses a jump of more than delta', () => {
    expect(acceptSqn(noSequences, at(2 ** 28, 0))).toBeDefined();
    expect(acceptSqn(noSequences, at(2 ** 28 + 1, 0))).toBeUndefined();
  });

  test('refuses what is older than the age limit', () => {
    const state = acceptSqn(noSequences, at(100, 1))!;
    expect(acceptSqn(state, at(91, 2), { delta: 2 ** 28, ageLimit: 10 })).toBeDefined();
    expect(acceptSqn(state, at(90, 2), { delta: 2 ** 28, ageLimit: 10 })).toBeUndefined();
  });

  test('refuses an array of another length', () => {
    expect(() => acceptSqn([0], at(1, 0))).toThrow(expect.objectContaining({ code: 'aka.sqn-array' }));
  });
});

describe('the AuC', () => {
  test('gives numbers that the card accepts one after the other, through all indices', () => {
    let auc = unusedSequence;
    let card = noSequences;
    for (let i = 0; i < 2 * indexCount + 1; i++) {
      const next = nextSqn(auc);
      const accepted = acceptSqn(card, next.sqn);
      expect(accepted).toBeDefined();
      auc = next.state;
      card = accepted!;
    }
  });

  test('is set to SQN_MS when the card is ahead, or too far behind', () => {
    const sqnMs = encodeSqn({ seq: 500, ind: 7 });
    expect(resynchronise({ seq: 3, ind: 3 }, sqnMs)).toEqual({ seq: 500, ind: 7 });
    expect(resynchronise({ seq: 600, ind: 3 }, sqnMs)).toEqual({ seq: 600, ind: 3 });
    expect(resynchronise({ seq: 2 ** 40, ind: 3 }, sqnMs)).toEqual({ seq: 500, ind: 7 });
  });

  test('is always accepted after re-synchronisation', () => {
    fc.assert(
      fc.property(anySqn, anySqn, (auc, ms) => {
        fc.pre(ms.seq < 2 ** 43 - 1 && auc.seq < 2 ** 43 - 1);
        const card = noSequences.with(ms.ind, ms.seq);
        const { sqn } = nextSqn(resynchronise(auc, highestSqn(card)));
        expect(acceptSqn(card, sqn)).toBeDefined();
      }),
    );
  });
});
