import type { PlanStep } from '../plan/types.ts';
import type { ProcedureOptions, Progress } from '../progress.ts';

const verbs: Readonly<Record<PlanStep['kind'], string>> = {
  'create-file': 'Creating',
  'resize-file': 'Resizing',
  'activate-file': 'Activating',
  'update-binary': 'Writing',
  'update-record': 'Writing',
};

/** Tells the new state of a step of a plan with `total` steps. */
export function tellStep(
  { onProgress }: ProcedureOptions,
  step: PlanStep,
  state: NonNullable<Progress['step']>['state'],
  total: number,
): void {
  onProgress?.({
    what: `${verbs[step.kind]} ${step.name}`,
    done: step.index + (state === 'done' ? 1 : 0),
    total,
    step: { index: step.index, state },
  });
}
