import { expect, test } from 'vitest';
import type { CardChange } from './card-changes.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { tamper, tempStore } from './testing/temp-store.ts';

const error = { code: 'engine.gone', kind: 'interrupted', what: 'X.', hint: 'Y.', details: {} } as const;
const change: Omit<CardChange, 'state' | 'outcomeAt' | 'error'> = {
  id: 'c1',
  iccid: '8900',
  simulated: false,
  kind: 'delete',
  document: {
    title: 'Delete the package A0',
    reader: 'Reader 0',
    domain: 'a000000151000000',
    expected: [{ aid: 'a000000003', present: false }],
  },
  intentAt: 10,
};

test('a change is intended, and its first end counts', () => {
  const { cardChanges } = tempStore();
  cardChanges.intend(change, 'engine 1');
  expect(cardChanges.of('8900', false)).toEqual([{ ...change, state: 'intended' }]);
  expect(cardChanges.end('c1', 'unknown', 20, error)).toBe(true);
  expect(cardChanges.unknown('8900', false)).toEqual([{ ...change, state: 'unknown', outcomeAt: 20, error }]);
  expect(cardChanges.end('c1', 'done', 30)).toBe(true);
  expect(cardChanges.end('c1', 'failed', 40)).toBe(false);
  expect(cardChanges.of('8900', false)).toEqual([{ ...change, state: 'done', outcomeAt: 30 }]);
  expect(cardChanges.unknown('8900', false)).toEqual([]);
});

test('of a real card and its simulated likeness each has its own', () => {
  const { cardChanges } = tempStore();
  cardChanges.intend({ ...change, simulated: true }, 'engine 1');
  expect(cardChanges.of('8900', false)).toEqual([]);
  expect(cardChanges.of('8900', true)).toHaveLength(1);
});

test('what a process that is gone had intended is unknown, what it had ended stays', () => {
  const { cardChanges } = tempStore();
  cardChanges.intend(change, 'engine 1');
  cardChanges.intend({ ...change, id: 'c2' }, 'engine 1');
  cardChanges.intend({ ...change, id: 'c3' }, 'engine 2');
  cardChanges.end('c2', 'done', 20);
  expect(cardChanges.engines().sort()).toEqual(['engine 1', 'engine 2']);
  expect(cardChanges.abandon('engine 1', 30, error)).toBe(1);
  const states = cardChanges.of('8900', false).map(({ id, state }) => `${id} ${state}`);
  expect(states.sort()).toEqual(['c1 unknown', 'c2 done', 'c3 intended']);
});

test('a change that was changed by hand is refused', () => {
  const folder = tempFolder();
  const { cardChanges } = tempStore(folder);
  cardChanges.intend(change, 'engine 1');
  tamper(folder, `UPDATE card_changes SET document = '{}'`);
  expect(() => cardChanges.of('8900', false)).toThrow(expect.objectContaining({ code: 'store.tampered' }));
});
