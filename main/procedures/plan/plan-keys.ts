import type { CardwrightError } from '../../base/error.ts';
import { keysOf } from '../../card/access/condition-for.ts';
import type { SecurityCondition } from '../../card/access/types.ts';
import type { KeyStatus } from '../inventory/types.ts';
import { keyBlocked, neverAllowed, otherRouteNeeded } from './blockers.ts';
import { neededKeys } from './needed-keys.ts';
import type { PlanStep } from './types.ts';

const verbs: Readonly<Record<PlanStep['kind'], string>> = {
  'create-file': 'create',
  'resize-file': 'resize',
  'activate-file': 'activate',
  'update-binary': 'update',
  'update-record': 'update',
};

/** The keys that the steps need, each once, in the order of first need; and what no key of this card can open. */
export function keysOfPlan(
  steps: readonly PlanStep[],
  statuses: readonly KeyStatus[],
): { readonly keys: readonly number[]; readonly blockers: readonly CardwrightError[] } {
  const dead = new Set(
    statuses
      .filter(({ state }) => state === 'blocked' || state === 'absent')
      .map(({ reference }) => reference),
  );
  const keys = new Set<number>();
  const blockers = new Map<string, CardwrightError>();
  const behindBlockedKey = new Map<number, Set<string>>();
  for (const { kind, needs, name } of steps) {
    const more = neededKeys(needs, keys, (reference) => !dead.has(reference));
    for (const key of more ?? []) keys.add(key);
    if (more !== undefined) continue;
    const blockedKey = keyInTheWay(needs, dead);
    if (blockedKey === undefined) blockers.set(`${kind} ${name}`, refusalOf(needs, name, verbs[kind]));
    else behindBlockedKey.set(blockedKey, (behindBlockedKey.get(blockedKey) ?? new Set()).add(name));
  }
  const blockedKeys = [...behindBlockedKey].map(([key, files]) => keyBlocked(key, [...files]));
  return { keys: [...keys], blockers: [...blockedKeys, ...blockers.values()] };
}

/** A blocked key that would have opened the file. */
function keyInTheWay(condition: SecurityCondition, dead: ReadonlySet<number>): number | undefined {
  const openable = neededKeys(condition, new Set(), () => true) !== undefined;
  return openable ? keysOf(condition).find((reference) => dead.has(reference)) : undefined;
}

function refusalOf(condition: SecurityCondition, file: string, operation: string): CardwrightError {
  return condition.kind === 'never' ? neverAllowed(file, operation) : otherRouteNeeded(file, operation);
}
