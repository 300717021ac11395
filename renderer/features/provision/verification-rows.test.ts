import { expect, test } from 'vitest';
import { verificationRows } from './verification-rows.ts';

const item = (path: string, record: number | undefined, match: boolean) => ({
  path,
  file: path,
  expected: '00',
  actual: match ? '00' : '01',
  match,
  ...(record !== undefined && { record }),
});

test('equal neighbouring records stand together, a different one alone', () => {
  const rows = verificationRows([
    item('A', undefined, true),
    item('B', 1, true),
    item('B', 2, true),
    item('B', 3, false),
    item('B', 4, true),
    item('C', 5, true),
    item('C', 7, true),
  ]);
  expect(rows.map(({ item: { path, record }, lastRecord }) => [path, record, lastRecord])).toEqual([
    ['A', undefined, undefined],
    ['B', 1, 2],
    ['B', 3, 3],
    ['B', 4, 4],
    ['C', 5, 5],
    ['C', 7, 7],
  ]);
});
