import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedRanges } from './changed-ranges.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

test.each([
  [bytes(1, 2, 3), bytes(1, 2, 3), []],
  [
    bytes(1, 2, 3, 4),
    bytes(9, 2, 8, 7),
    [
      [0, 1],
      [2, 2],
    ],
  ],
  [undefined, bytes(1, 2), [[0, 2]]],
  [bytes(1), bytes(1, 2, 3), [[1, 2]]],
  [bytes(1, 2, 3), bytes(1), []],
])('from %s to %s', (before, after, expected) => {
  expect(changedRanges(before, after).map(({ offset, length }) => [offset, length])).toEqual(expected);
});

test('the runs are apart, in order, and hold exactly the bytes that differ', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.tuple(fc.nat(3), fc.nat(3)))
        .map((pairs) => [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const),
      ([a, b]) => {
        const ranges = changedRanges(Uint8Array.from(a), Uint8Array.from(b));
        const covered = ranges.flatMap(({ offset, length }) => Array.from({ length }, (_, i) => offset + i));
        expect(covered).toEqual(b.flatMap((byte, i) => (byte === a[i] ? [] : [i])));
        for (const [i, { offset }] of ranges.entries())
          if (i > 0) expect(offset).toBeGreaterThan(ranges[i - 1]!.offset + ranges[i - 1]!.length);
      },
    ),
  );
});
