import { expect, test } from 'vitest';
import { planFor } from '../../testing/plan-documents.ts';
import { rowsOf } from './step-list.tsx';

const { steps } = planFor({ subscription: 'sub-0001', node: 'node-0001', provider: '//sp.example.com' });

test('steps whose end was not heard are done when a later one is begun', () => {
  const rows = rowsOf(steps, { 2: { index: 2, state: 'intended', startedAt: 5 } });
  expect(rows.map(({ state }) => state)).toEqual(['done', 'done', 'intended']);
});

test('without any news every step waits', () => {
  expect(rowsOf(steps, {}).map(({ state }) => state)).toEqual(['pending', 'pending', 'pending']);
});

test('the time of a step is from its beginning to its end', () => {
  const [first] = rowsOf(steps, { 0: { index: 0, state: 'done', sw: '9000', startedAt: 5, endedAt: 45 } });
  expect(first).toMatchObject({ state: 'done', ms: 40 });
});
