import type { CardwrightError } from '../../base/error.ts';
import type { DesiredContent, PlanStep } from './types.ts';

/**
 * When a change may happen, so that a card that is interrupted in between never promises what it lacks: services that go away are
 * withdrawn first; directories and files come before their contents; the services are announced after all of them; and EF_DIR leads a
 * device to the directory only when everything in it is in order.
 */
export const stages = {
  withdrawServices: 0,
  createDirectory: 1,
  createFile: 2,
  prepareFile: 3,
  content: 4,
  announceServices: 5,
  announceDirectory: 6,
} as const;

type WithoutIndex<S> = S extends unknown ? Omit<S, 'index'> : never;

/** A step that has no place in the plan yet. */
export type StepDraft = WithoutIndex<PlanStep> & { readonly stage: number };

/** What one file contributes to a plan. */
export interface Changes {
  readonly steps: readonly StepDraft[];
  readonly desired: readonly DesiredContent[];
  readonly blockers: readonly CardwrightError[];
}

export const noChanges: Changes = { steps: [], desired: [], blockers: [] };

export function blocked(blocker: CardwrightError): Changes {
  return { ...noChanges, blockers: [blocker] };
}

/** The steps in the order of their stages, those of one stage as they came, numbered. */
export function inOrder(drafts: readonly StepDraft[]): readonly PlanStep[] {
  return [...drafts]
    .sort((a, b) => a.stage - b.stage)
    .map(({ stage: _stage, ...step }, index) => ({ ...step, index }));
}
