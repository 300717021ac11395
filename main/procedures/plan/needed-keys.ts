import type { SecurityCondition } from '../../card/access/types.ts';

/**
 * The keys to present so that `condition` holds: the fewest beyond those in `presented`, of the ones that `usable` accepts. Empty when
 * nothing is needed; `undefined` when no set of keys will do (never allowed, secure messaging, an unknown condition).
 */
export function neededKeys(
  condition: SecurityCondition,
  presented: ReadonlySet<number>,
  usable: (reference: number) => boolean,
): readonly number[] | undefined {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'key':
      if (presented.has(condition.reference)) return [];
      return usable(condition.reference) ? [condition.reference] : undefined;
    case 'all':
      return union(condition.of.map((part) => neededKeys(part, presented, usable)));
    case 'any':
      return condition.of
        .map((part) => neededKeys(part, presented, usable))
        .filter((keys) => keys !== undefined)
        .sort((a, b) => a.length - b.length)[0];
    case 'never':
    case 'secure-messaging':
    case 'external-authentication':
    case 'unknown':
    default:
      return undefined;
  }
}

function union(sets: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const all = new Set<number>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const key of set) all.add(key);
  }
  return [...all];
}
