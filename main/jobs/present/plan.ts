import { hex8 } from '../../base/bytes.ts';
import { keyName, keyReference } from '../../card/access/key-reference.ts';
import { formatPath } from '../../card/path.ts';
import type { KeyNeedDoc, PlanDoc, RouteOptionDoc } from '../../contract/plan.ts';
import type { ValuesDoc } from '../../contract/profile.ts';
import type { KeyStatus } from '../../procedures/inventory/types.ts';
import type { Plan } from '../../procedures/plan/types.ts';
import { routeIn } from '../routes/choose-route.ts';
import { presentError } from './error.ts';
import { presentStep } from './step.ts';

export interface PlanCircumstances {
  readonly id: string;
  readonly createdAt: number;
  readonly reader: string;
  readonly profile: { readonly id: string; readonly digest: string };
  readonly values: ValuesDoc;
  /** The keys of the card as the inventory found them. */
  readonly keys: readonly KeyStatus[];
  /** Names of the keys of this card that the vault holds. */
  readonly stored: readonly string[];
  readonly continues?: string | undefined;
  /** All routes, the one to choose first; none where there is nothing to send. */
  readonly routes: readonly RouteOptionDoc[];
}

/** A plan as it is shown before anything is written. */
export function presentPlan(plan: Plan, circumstances: PlanCircumstances): PlanDoc {
  const { id, createdAt, reader, profile, values, keys, stored, continues, routes } = circumstances;
  const closed = plan.steps.length > 0 && routes[0]?.usable !== true;
  const blockers = [...plan.blockers, ...(closed ? plan.obstacles : [])];
  const named = [...new Set([...plan.keys.map(keyName), ...routes.flatMap(({ needs }) => needs)])];
  return {
    id,
    kind: plan.kind,
    createdAt,
    reader,
    iccid: plan.iccid,
    profile: { ...profile },
    values,
    target: formatPath(plan.target),
    ...routeIn(routes),
    steps: plan.steps.map((step) => presentStep(step, plan.keys)),
    keys: named.map((name) => presentKeyNeed(name, keys, stored)),
    unchanged: plan.unchanged.map(({ path, name }) => ({ path: formatPath(path), file: name })),
    blockers: blockers.map(presentError),
    state: blockers.length > 0 ? 'blocked' : plan.steps.length === 0 ? 'nothing-to-do' : 'ready',
    ...(continues === undefined ? {} : { continues }),
  };
}

function presentKeyNeed(name: string, keys: readonly KeyStatus[], stored: readonly string[]): KeyNeedDoc {
  const reference = keyReference(name);
  const status = keys.find((key) => key.reference === reference);
  return {
    name,
    reference: hex8(reference),
    ...(status?.triesLeft === undefined ? {} : { triesLeft: status.triesLeft }),
    state: status?.state ?? 'unknown',
    stored: stored.includes(name),
  };
}
