import { expect, test } from 'vitest';
import type { AccessDoc } from '../../../main/contract/card.ts';
import { accessGroups } from './access-groups.ts';

const rule = (operation: AccessDoc['operation'], kind: AccessDoc['rule'], ...keys: string[]): AccessDoc => ({
  operation,
  rule: kind,
  keys,
  sentence: `${operation} ${kind} ${keys.join(' or ')}`,
});

test('what the same key allows is said once, what is not plain stays alone', () => {
  const groups = accessGroups([
    rule('read', 'always'),
    rule('update', 'keys', 'ADM1'),
    rule('other', 'keys', 'ADM1'),
    rule('resize', 'keys', 'ADM1'),
    rule('delete', 'keys', 'ADM1', 'ADM2'),
  ]);
  expect(groups.map((group) => group.map(({ operation }) => operation))).toEqual([
    ['read'],
    ['update', 'resize'],
    ['other'],
    ['delete'],
  ]);
});
