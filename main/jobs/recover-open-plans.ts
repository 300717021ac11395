import { StoreError } from '../base/error.ts';
import { formatPath } from '../card/path.ts';
import type { PlanDoc } from '../contract/plan.ts';
import type { PlanStep } from '../procedures/plan/types.ts';
import { type RecoveredStep, recoverSteps } from '../procedures/recover.ts';
import type { JobDeps } from './deps.ts';
import type { JobCard } from './job-card.ts';
import { decodeProgram } from './program.ts';

/** A write that took no effect, or only part of it, has failed: what to do about it is for the next plan. */
const stateAfter: Readonly<Record<RecoveredStep['effect'], 'done' | 'failed'>> = {
  done: 'done',
  'not-done': 'failed',
  partly: 'failed',
};

/** The plans of this card that did not finish; a simulated card is another card than a real one with its ICCID. */
export function openPlansOf({ store }: JobDeps, iccid: string, simulated: boolean): PlanDoc[] {
  return store.plans.open(iccid).filter((plan) => store.plans.internals(plan.id)?.simulated === simulated);
}

/**
 * Reads what became of the steps whose outcome is unknown, and keeps it. Nothing is written to the card.
 * @throws CardError `card.swapped`; the link's error
 */
export async function recoverOpenPlans(
  deps: JobDeps,
  card: JobCard,
  plans: readonly PlanDoc[],
): Promise<void> {
  for (const plan of plans) {
    const unknown = unknownSteps(deps, plan);
    if (unknown.length === 0) continue;
    const recovered = await recoverSteps(card.session, plan.iccid, unknown);
    deps.store.transaction(() => {
      const at = deps.clock.now();
      for (const { step, effect } of recovered)
        deps.store.steps.resolve(plan.id, step.index, stateAfter[effect], at);
    });
  }
}

/** The plan that a new one for this directory goes on from: the last that is open. */
export function continuedPlan(
  plans: readonly PlanDoc[],
  target: Parameters<typeof formatPath>[0],
): string | undefined {
  return plans.findLast((plan) => plan.target === formatPath(target))?.id;
}

function unknownSteps({ store }: JobDeps, plan: PlanDoc): PlanStep[] {
  const unknown = new Set(plan.steps.filter(({ state }) => state === 'unknown').map(({ index }) => index));
  if (unknown.size === 0) return [];
  const program = store.plans.internals(plan.id)?.program;
  if (program === undefined) return [];
  try {
    return decodeProgram(program).steps.filter(({ index }) => unknown.has(index));
  } catch (error) {
    if (error instanceof StoreError) return []; // its steps stay unknown; the new inventory tells what is on the card
    throw error;
  }
}
