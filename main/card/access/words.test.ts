import { expect, test } from 'vitest';
import { conditionFor, isSatisfied, keysOf } from './condition-for.ts';
import { isAdministrative, keyName, keyReference, keyReferences } from './key-reference.ts';
import { sentenceFor } from './sentence.ts';
import type { AccessRule, SecurityCondition } from './types.ts';

const key = (reference: number): SecurityCondition => ({ kind: 'key', reference });
const always: SecurityCondition = { kind: 'always' };
const never: SecurityCondition = { kind: 'never' };

test('every key reference has a name of its own that leads back to it', () => {
  expect(keyReferences).toHaveLength(8 + 5 + 1 + 8 + 5);
  for (const reference of keyReferences) expect(keyReference(keyName(reference))).toBe(reference);
  expect(new Set(keyReferences.map(keyName)).size).toBe(keyReferences.length);
  expect([0x01, 0x02, 0x0a, 0x11, 0x81, 0x82, 0x8a].map(keyName)).toEqual([
    'PIN1',
    'PIN1 of application 2',
    'ADM1',
    'Universal PIN',
    'PIN2',
    'PIN2 of application 2',
    'ADM6',
  ]);
});

test('names are read in any case, and references as digits', () => {
  expect([' adm1', '0A', 'key 0A', 'pin2'].map(keyReference)).toEqual([0x0a, 0x0a, 0x0a, 0x81]);
  expect(keyReference(keyName(0x42))).toBe(0x42);
  expect(() => keyReference('ADM11')).toThrow(expect.objectContaining({ code: 'key.unknown' }));
  expect(() => keyReference('24681357')).toThrow(/^((?!24681357).)*$/);
});

test('administrative keys are ADM1 to ADM10', () => {
  expect(keyReferences.filter(isAdministrative).map(keyName)).toEqual(
    Array.from({ length: 10 }, (_, i) => `ADM${i + 1}`),
  );
});

test('the condition of an operation: no rule is never, several rules are alternatives', () => {
  const rule = (condition: SecurityCondition): AccessRule => ({
    operations: ['update'],
    instructions: [],
    condition,
  });
  expect(conditionFor([], 'update')).toEqual(never);
  expect(conditionFor([rule(key(10))], 'read')).toEqual(never);
  expect(conditionFor([rule(key(10))], 'update')).toEqual(key(10));
  expect(conditionFor([rule(key(10)), rule(key(1))], 'update')).toEqual({
    kind: 'any',
    of: [key(10), key(1)],
  });
  expect(conditionFor([rule(key(10)), rule(always)], 'update')).toEqual(always);
});

test('whether a condition holds', () => {
  const secure: SecurityCondition = { kind: 'secure-messaging', raw: new Uint8Array() };
  const holds = (condition: SecurityCondition, ...verified: number[]): boolean | undefined =>
    isSatisfied(condition, new Set(verified));
  expect(holds(always)).toBe(true);
  expect(holds(never, 10)).toBe(false);
  expect(holds(key(10), 10)).toBe(true);
  expect(holds(key(10), 1)).toBe(false);
  expect(holds(secure)).toBeUndefined();
  expect(holds({ kind: 'all', of: [key(1), key(10)] }, 1)).toBe(false);
  expect(holds({ kind: 'all', of: [key(1), secure] }, 1)).toBeUndefined();
  expect(holds({ kind: 'all', of: [secure, never] })).toBe(false);
  expect(holds({ kind: 'any', of: [key(1), key(10)] }, 10)).toBe(true);
  expect(holds({ kind: 'any', of: [key(1), secure] })).toBeUndefined();
  expect(holds({ kind: 'any', of: [secure, key(1)] }, 1)).toBe(true);
});

test('the keys a condition names', () => {
  expect(keysOf({ kind: 'any', of: [key(10), { kind: 'all', of: [key(1), key(10)] }, always] })).toEqual([
    10, 1,
  ]);
  expect(keysOf(never)).toEqual([]);
});

test('sentences', () => {
  expect(sentenceFor('update', key(10))).toBe('Update needs ADM1.');
  expect(sentenceFor('read', always)).toBe('Read is always allowed.');
  expect(sentenceFor('resize', never)).toBe('Resize is never allowed.');
  expect(sentenceFor('read', { kind: 'any', of: [key(1), key(10)] })).toBe('Read needs PIN1 or ADM1.');
  expect(sentenceFor('update', { kind: 'all', of: [key(1), { kind: 'any', of: [key(10), key(11)] }] })).toBe(
    'Update needs PIN1 and (ADM1 or ADM2).',
  );
  expect(sentenceFor('update', { kind: 'unknown', raw: Uint8Array.of(0x13) })).toBe(
    'Update needs a condition Cardwright does not know (13).',
  );
});
