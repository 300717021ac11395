import type { AccessOperation, AccessRule, SecurityCondition } from './types.ts';

/**
 * What must hold before `operation`: the conditions of all rules that name it, any of which suffices (ISO/IEC 7816-4 5.4.3). An
 * operation that no rule names is never allowed, ETSI TS 102 221 9.2.
 */
export function conditionFor(rules: readonly AccessRule[], operation: AccessOperation): SecurityCondition {
  const conditions = rules
    .filter((rule) => rule.operations.includes(operation))
    .map((rule) => rule.condition);
  const [first] = conditions;
  if (first === undefined) return { kind: 'never' };
  if (conditions.length === 1) return first;
  return conditions.find(({ kind }) => kind === 'always') ?? { kind: 'any', of: conditions };
}

/** Key references that `condition` names, in its order, without duplicates. */
export function keysOf(condition: SecurityCondition): readonly number[] {
  switch (condition.kind) {
    case 'key':
      return [condition.reference];
    case 'all':
    case 'any':
      return [...new Set(condition.of.flatMap(keysOf))];
    case 'always':
    case 'never':
    case 'secure-messaging':
    case 'external-authentication':
    case 'unknown':
    default:
      return [];
  }
}

/** Whether `condition` holds once the keys in `verified` have been presented; `undefined` where that cannot be told. */
export function isSatisfied(
  condition: SecurityCondition,
  verified: ReadonlySet<number>,
): boolean | undefined {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'key':
      return verified.has(condition.reference);
    case 'all': {
      const parts = condition.of.map((part) => isSatisfied(part, verified));
      return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
    }
    case 'any': {
      const parts = condition.of.map((part) => isSatisfied(part, verified));
      return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
    }
    case 'secure-messaging':
    case 'external-authentication':
    case 'unknown':
    default:
      return undefined;
  }
}
