import type { CardwrightError } from '../../base/error.ts';
import { keyName, keyReference } from '../../card/access/key-reference.ts';
import type { RouteName, RouteOptionDoc } from '../../contract/plan.ts';
import type { Inventory } from '../../procedures/inventory/types.ts';
import { keysOfPlan } from '../../procedures/plan/plan-keys.ts';
import type { Plan } from '../../procedures/plan/types.ts';
import { presentError } from '../present/error.ts';

/** What the routes of a plan are judged by. */
export interface RouteQuestion {
  readonly plan: Plan;
  readonly inventory: Inventory;
  /** Names of the keys of this card that the vault holds. */
  readonly stored: readonly string[];
  readonly vaultOpen: boolean;
  /** Ids of key sets over which an open plan of this card failed: what did not go is not begun again unasked. */
  readonly failed: ReadonlySet<string>;
}

/** Why a key set of `failed` is offered after the others. */
export const failedBefore = 'This way failed on this card when it was last taken.';

/** A route as it is shown, and whether nothing needs to be typed for it. */
export interface SurveyedRoute {
  readonly option: RouteOptionDoc;
  readonly atHand: boolean;
}

/** Which way to the card a route is. */
export type RouteIdentity = Pick<RouteOptionDoc, 'route' | 'keySet'>;

/** Keys that have to be presented where the card does not ask for `authorised`, and what is in the way of that. */
export function presentedKeys(
  { plan, inventory }: RouteQuestion,
  authorised: readonly string[],
): { readonly needs: readonly string[]; readonly obstacle: CardwrightError | undefined } {
  const { keys, obstacles } = keysOfPlan(plan.steps, inventory.keys, new Set(authorised.map(keyReference)));
  return { needs: keys.map(keyName), obstacle: obstacles[0] };
}

/** Whether all of `needs` are in the open vault, or have been verified already. */
export function areAtHand(
  { inventory, stored, vaultOpen }: RouteQuestion,
  needs: readonly string[],
): boolean {
  const verified = inventory.keys
    .filter(({ state }) => state === 'verified')
    .map(({ reference }) => reference);
  return needs.every((name) => (vaultOpen && stored.includes(name)) || verified.includes(keyReference(name)));
}

export function open(
  identity: RouteIdentity,
  atHand: boolean,
  said: Pick<RouteOptionDoc, 'why' | 'envelopes' | 'bytes'> & { readonly needs: readonly string[] },
): SurveyedRoute {
  return { option: { ...identity, usable: true, ...said, needs: [...said.needs] }, atHand };
}

export function closed(
  identity: RouteIdentity,
  problem: CardwrightError,
  why = 'This way is closed.',
  needs: readonly string[] = [],
): SurveyedRoute {
  const option = { ...identity, usable: false, why, problem: presentError(problem), needs: [...needs] };
  return { option, atHand: false };
}

/** Where nothing else speaks for one of two routes. */
const preference: Readonly<Record<RouteName, number>> = { plain: 0, scp03: 1, scp02: 2, scp80: 3 };

/**
 * The routes with the best first: one for which nothing has to be typed, then plain, then any that can be used; of equal ones plain before
 * SCP03 before SCP02 before SCP80. After it the others in that order.
 */
export function inOrderOfChoice(routes: readonly SurveyedRoute[]): readonly RouteOptionDoc[] {
  const rank = ({ option, atHand }: SurveyedRoute): number => (option.usable ? (atHand ? 0 : 1) : 2);
  return routes
    .toSorted((a, b) => rank(a) - rank(b) || preference[a.option.route] - preference[b.option.route])
    .map(({ option }) => option);
}
