import { expect, test } from 'vitest';
import { deEngineWords } from '../../i18n/de/engine-words.ts';

const sources: Readonly<Record<string, string>> = import.meta.glob(
  ['../../../main/jobs/routes/*.ts', '!**/*.test.ts', '!**/errors.ts'],
  { query: '?raw', import: 'default', eager: true },
);

test('every reason for a route has German words', () => {
  const reasons = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/'([A-Z][^'\n]* [^'\n]*\.)'/g)].map(([, reason = '']) => reason),
  );
  expect(new Set(reasons).size).toBeGreaterThan(7);
  expect(reasons.filter((reason) => deEngineWords[reason] === undefined)).toEqual([]);
});
