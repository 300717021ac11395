import { toHex } from '../base/bytes.ts';
import { InputError, StoreError } from '../base/error.ts';
import { formatPath } from '../card/path.ts';
import type { PlanDoc } from '../contract/plan.ts';
import type { Plan, PlanStep } from '../procedures/plan/types.ts';
import { normaliseIccid } from '../procedures/profile/iccid-text.ts';
import type { JobDeps } from './deps.ts';
import { decodeProgram } from './program.ts';

export interface RunnablePlan {
  readonly document: PlanDoc;
  readonly plan: Plan;
  readonly simulated: boolean;
}

/** @throws InputError `plan.unknown` */
export function findPlan({ store }: JobDeps, id: string): PlanDoc {
  const document = store.plans.get(id);
  if (document !== undefined) return document;
  throw new InputError('plan.unknown', 'This station has no such plan.', {
    hint: 'Make a new plan for this card.',
    meaning: 'No card was touched.',
  });
}

/**
 * The plan `id`, for the card that the user means and that is in a reader of its kind.
 * @throws InputError `plan.unknown`, `plan.other-card`; StoreError `plan.unreadable`, `store.tampered`
 */
export function runnablePlan(deps: JobDeps, id: string, iccid: string, simulated: boolean): RunnablePlan {
  const document = findPlan(deps, id);
  const internals = deps.store.plans.internals(id);
  if (
    internals === undefined ||
    (normaliseIccid(iccid) ?? iccid) !== document.iccid ||
    internals.simulated !== simulated
  )
    throw otherCard(document);
  const plan = decodeProgram(internals.program);
  if (!isWhatWasShown(plan, document)) throw notWhatWasShown();
  return { document, plan, simulated };
}

/** What is written is what the user has seen: the stored program and the shown document say the same. */
function isWhatWasShown(plan: Plan, document: PlanDoc): boolean {
  return (
    plan.kind === document.kind &&
    plan.iccid === document.iccid &&
    formatPath(plan.target) === document.target &&
    plan.steps.length === document.steps.length &&
    plan.steps.every((step, i) => isShownAs(step, document.steps[i]))
  );
}

function isShownAs(step: PlanStep, shown: PlanDoc['steps'][number] | undefined): boolean {
  const after = 'after' in step ? toHex(step.after) : undefined;
  return (
    shown !== undefined &&
    step.index === shown.index &&
    step.kind === shown.kind &&
    formatPath(step.path) === shown.path &&
    ('record' in step ? step.record : undefined) === shown.record &&
    (shown.after?.state === 'secret' || after === shown.after?.hex)
  );
}

function otherCard({ iccid }: PlanDoc): InputError {
  return new InputError('plan.other-card', `This plan is for the card ${iccid}, not for the one named.`, {
    hint: 'Choose the plan of this card, or make a new one.',
    meaning: 'The card was not touched.',
    details: { iccid },
  });
}

function notWhatWasShown(): StoreError {
  return new StoreError('plan.unreadable', 'The stored plan is not the one that was shown.', {
    hint: 'Make a new plan for this card.',
    meaning: 'The card was not touched.',
  });
}
