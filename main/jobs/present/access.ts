import { conditionFor, keysOf } from '../../card/access/condition-for.ts';
import { keyName } from '../../card/access/key-reference.ts';
import { sentenceFor } from '../../card/access/sentence.ts';
import type { AccessOperation, AccessRule, SecurityCondition } from '../../card/access/types.ts';
import type { AccessDoc } from '../../contract/card.ts';

/** In the order they are shown. */
const shown: readonly (readonly [AccessOperation, AccessDoc['operation']])[] = [
  ['read', 'read'],
  ['update', 'update'],
  ['append', 'other'],
  ['increase', 'other'],
  ['activate', 'activate'],
  ['deactivate', 'deactivate'],
  ['resize', 'resize'],
  ['create-ef', 'create'],
  ['create-df', 'create'],
  ['delete-child', 'other'],
  ['delete', 'delete'],
  ['terminate', 'terminate'],
];

/** Operations that concern every file of a kind, also when no rule names them: they are never allowed then. */
const always: Readonly<Record<'ef' | 'df', readonly AccessOperation[]>> = {
  ef: ['read', 'update'],
  df: ['create-ef'],
};

/** What each operation on a file needs, in words; empty where the card's rules are not known. */
export function presentAccess(rules: readonly AccessRule[] | undefined, kind: 'ef' | 'df'): AccessDoc[] {
  if (rules === undefined) return [];
  const named = new Set([...always[kind], ...rules.flatMap((rule) => rule.operations)]);
  return shown
    .filter(([operation]) => named.has(operation))
    .map(([operation, word]) => {
      const condition = conditionFor(rules, operation);
      return {
        operation: word,
        sentence: sentenceFor(operation, condition),
        rule: ruleOf(condition),
        keys: keysOf(condition).map(keyName),
      };
    });
}

function ruleOf(condition: SecurityCondition): AccessDoc['rule'] {
  if ('of' in condition) return condition.of.every((part) => ruleOf(part) === 'unknown') ? 'unknown' : 'keys';
  if ('raw' in condition) return 'unknown';
  return condition.kind === 'key' ? 'keys' : condition.kind;
}
