import { samePath } from '../../card/path.ts';
import type { BatchedStep, PlanStep } from '../plan/types.ts';
import { commandsFor } from './step-commands.ts';
import { sameContent, within } from './step-relations.ts';
import type { StepSituation } from './step-situation.ts';

/** The steps with the commands that they will need if the card stays as it was when the plan was made. */
export function plannedSteps(steps: readonly PlanStep[]): readonly BatchedStep[] {
  const planned: BatchedStep[] = [];
  for (const step of steps) {
    const situation = foreseen(planned, step);
    const current = situation === undefined ? beforeOf(step) : contentIn(situation);
    planned.push({ step, commands: commandsFor(step, current) });
  }
  return planned;
}

const beforeOf = (step: PlanStep): Uint8Array | undefined => ('before' in step ? step.before : undefined);

const contentIn = (situation: StepSituation): Uint8Array | undefined =>
  situation.state === 'ready' ? situation.current : undefined;

/** How the card will stand towards `step` once the steps before it are done; undefined where they do not touch it. */
export function foreseen(before: readonly BatchedStep[], step: PlanStep): StepSituation | undefined {
  for (const { step: earlier } of before.toReversed()) {
    if (earlier.kind === 'create-file' && within(step.path, earlier.path)) return { state: 'ready' };
    const reshaped = earlier.kind === 'resize-file' || earlier.kind === 'activate-file';
    if (reshaped && samePath(earlier.path, step.path)) return { state: 'ready' };
    if (sameContent(earlier, step) && 'after' in earlier) return { state: 'ready', current: earlier.after };
  }
  return undefined;
}
