import { expect, test } from 'vitest';
import type { AccessRule, SecurityCondition } from '../../card/access/types.ts';
import { presentAccess } from './access.ts';

const adm1 = { kind: 'key', reference: 0x0a } as const;
const rule = (operations: AccessRule['operations'], condition: SecurityCondition): AccessRule => ({
  operations,
  instructions: [],
  condition,
});

test('each operation in words, with its keys', () => {
  const rules = [
    rule(['read'], { kind: 'always' }),
    rule(['update', 'activate'], { kind: 'any', of: [{ kind: 'key', reference: 0x01 }, adm1] }),
  ];
  expect(presentAccess(rules, 'ef')).toEqual([
    { operation: 'read', sentence: 'Read is always allowed.', rule: 'always', keys: [] },
    { operation: 'update', sentence: 'Update needs PIN1 or ADM1.', rule: 'keys', keys: ['PIN1', 'ADM1'] },
    { operation: 'activate', sentence: 'Activate needs PIN1 or ADM1.', rule: 'keys', keys: ['PIN1', 'ADM1'] },
  ]);
});

test('what no rule names is never allowed', () => {
  expect(presentAccess([rule(['read'], { kind: 'always' })], 'ef')[1]).toEqual({
    operation: 'update',
    sentence: 'Update is never allowed.',
    rule: 'never',
    keys: [],
  });
  expect(presentAccess([], 'df')).toMatchObject([{ operation: 'create', rule: 'never' }]);
});

test('a condition that Cardwright cannot meet is unknown, also inside another', () => {
  const channel = { kind: 'secure-messaging', raw: new Uint8Array([0xc0]) } as const;
  const of = (condition: SecurityCondition) => presentAccess([rule(['read'], condition)], 'ef')[0];
  expect(of(channel)).toMatchObject({ rule: 'unknown', keys: [] });
  expect(of({ kind: 'all', of: [channel, channel] })).toMatchObject({ rule: 'unknown' });
  expect(of({ kind: 'any', of: [channel, adm1] })).toMatchObject({ rule: 'keys', keys: ['ADM1'] });
});

test('rules that could not be read say nothing', () => {
  expect(presentAccess(undefined, 'ef')).toEqual([]);
});
