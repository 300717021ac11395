import { expect, test } from 'vitest';
import type { SecurityCondition } from '../../card/access/types.ts';
import { neededKeys } from './needed-keys.ts';

const key = (reference: number): SecurityCondition => ({ kind: 'key', reference });
const any = (...of: SecurityCondition[]): SecurityCondition => ({ kind: 'any', of });
const all = (...of: SecurityCondition[]): SecurityCondition => ({ kind: 'all', of });
const unknown: SecurityCondition = { kind: 'unknown', raw: Uint8Array.of(1) };
const yes = () => true;

test.each([
  ['nothing', { kind: 'always' } as const, []],
  ['one key', key(0x0a), [0x0a]],
  ['the fewest of several ways', any(all(key(1), key(0x0a)), key(0x0b)), [0x0b]],
  ['a free way where there is one', any(key(0x0a), { kind: 'always' }), []],
  ['all of several', all(key(1), key(0x0a)), [1, 0x0a]],
  ['a way around what cannot be done', any(unknown, key(0x0a)), [0x0a]],
  ['no way', { kind: 'never' } as const, undefined],
  ['no way through a part that cannot be met', all(key(0x0a), unknown), undefined],
])('%s', (_what, condition, keys) => {
  expect(neededKeys(condition, new Set(), yes)).toEqual(keys);
});

test('what has been presented is not needed again, and dead keys are avoided', () => {
  expect(neededKeys(any(key(0x0a), key(0x0b)), new Set([0x0b]), yes)).toEqual([]);
  expect(neededKeys(any(key(0x0a), key(0x0b)), new Set(), (reference) => reference !== 0x0a)).toEqual([0x0b]);
  expect(neededKeys(key(0x0a), new Set(), () => false)).toBeUndefined();
});
