import { hex8 } from '../../base/bytes.ts';
import { keyName } from '../../card/access/key-reference.ts';
import { formatPath } from '../../card/path.ts';
import type { KeyNeedDoc, PlanDoc } from '../../contract/plan.ts';
import type { ValuesDoc } from '../../contract/profile.ts';
import type { KeyStatus } from '../../procedures/inventory/types.ts';
import type { Plan } from '../../procedures/plan/types.ts';
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
}

/** A plan as it is shown before anything is written. */
export function presentPlan(plan: Plan, circumstances: PlanCircumstances): PlanDoc {
  const { id, createdAt, reader, profile, values, keys, stored, continues } = circumstances;
  return {
    id,
    kind: plan.kind,
    createdAt,
    reader,
    iccid: plan.iccid,
    profile: { ...profile },
    values,
    target: formatPath(plan.target),
    route: 'plain',
    steps: plan.steps.map((step) => presentStep(step, plan.keys)),
    keys: plan.keys.map((reference) => presentKeyNeed(reference, keys, stored)),
    unchanged: plan.unchanged.map(({ path, name }) => ({ path: formatPath(path), file: name })),
    blockers: plan.blockers.map(presentError),
    state: plan.blockers.length > 0 ? 'blocked' : plan.steps.length === 0 ? 'nothing-to-do' : 'ready',
    ...(continues === undefined ? {} : { continues }),
  };
}

function presentKeyNeed(
  reference: number,
  keys: readonly KeyStatus[],
  stored: readonly string[],
): KeyNeedDoc {
  const status = keys.find((key) => key.reference === reference);
  const name = keyName(reference);
  return {
    name,
    reference: hex8(reference),
    ...(status?.triesLeft === undefined ? {} : { triesLeft: status.triesLeft }),
    state: status?.state ?? 'unknown',
    stored: stored.includes(name),
  };
}
