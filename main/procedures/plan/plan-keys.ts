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

/** What steps ask of the keys of a card. */
export interface KeysOfPlan {
  /** Each once, in the order of first need; those that are blocked or missing too, where nothing else opens the file. */
  readonly keys: readonly number[];
  /** What no presented key of this card opens, although another route might. */
  readonly obstacles: readonly CardwrightError[];
  /** What is never allowed, on no route. */
  readonly blockers: readonly CardwrightError[];
}

/**
 * The keys that have to be presented for the steps, and what stands in the way.
 * @param authorised keys that the card does not ask for on the route that is meant
 */
export function keysOfPlan(
  steps: readonly PlanStep[],
  statuses: readonly KeyStatus[],
  authorised: ReadonlySet<number> = new Set(),
): KeysOfPlan {
  const dead = new Set(
    statuses
      .filter(({ state }) => state === 'blocked' || state === 'absent')
      .map(({ reference }) => reference),
  );
  const keys = new Set<number>();
  const obstacles = new Map<string, CardwrightError>();
  const blockers = new Map<string, CardwrightError>();
  const behindBlockedKey = new Map<number, Set<string>>();
  for (const { kind, needs, name } of steps) {
    const held = new Set([...authorised, ...keys]);
    const more = neededKeys(needs, held, (reference) => !dead.has(reference));
    for (const key of more ?? neededKeys(needs, held, () => true) ?? []) keys.add(key);
    if (more !== undefined) continue;
    const blockedKey = keyInTheWay(needs, dead);
    if (blockedKey !== undefined)
      behindBlockedKey.set(blockedKey, (behindBlockedKey.get(blockedKey) ?? new Set()).add(name));
    else if (needs.kind === 'never') blockers.set(`${kind} ${name}`, neverAllowed(name, verbs[kind]));
    else obstacles.set(`${kind} ${name}`, otherRouteNeeded(name, verbs[kind]));
  }
  const blockedKeys = [...behindBlockedKey].map(([key, files]) => keyBlocked(key, [...files]));
  return {
    keys: [...keys],
    obstacles: [...blockedKeys, ...obstacles.values()],
    blockers: [...blockers.values()],
  };
}

/** A blocked key that would have opened the file. */
function keyInTheWay(condition: SecurityCondition, dead: ReadonlySet<number>): number | undefined {
  const openable = neededKeys(condition, new Set(), () => true) !== undefined;
  return openable ? keysOf(condition).find((reference) => dead.has(reference)) : undefined;
}
