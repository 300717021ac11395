import type { PlanStep } from '../plan/types.ts';
import { sameContent, within } from './step-relations.ts';

/** A step, and how the card stands towards it after an interruption. */
interface StepEffect {
  readonly step: PlanStep;
  readonly effect: 'done' | 'not-done' | 'partly';
}

/**
 * Effects of steps that were sent in one packet, each seen in the light of the others: a content that a later step has replaced was
 * written before, and a step on what an earlier one has not made was not begun.
 */
export function effectsInOrder(recovered: readonly StepEffect[]): readonly StepEffect[] {
  return recovered.map((each, at) => {
    if (each.effect !== 'partly') return each;
    const { step } = each;
    const replaced = recovered
      .slice(at + 1)
      .some((later) => later.effect === 'done' && sameContent(step, later.step));
    if (replaced) return { step, effect: 'done' };
    const missing = recovered
      .slice(0, at)
      .some((earlier) => earlier.effect === 'not-done' && isBasedOn(step, earlier.step));
    return missing ? { step, effect: 'not-done' } : each;
  });
}

function isBasedOn(step: PlanStep, earlier: PlanStep): boolean {
  return earlier.kind === 'create-file' ? within(step.path, earlier.path) : sameContent(step, earlier);
}
