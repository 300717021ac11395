import { hex16 } from '../base/bytes.ts';
import type { Clock } from '../base/ports.ts';
import type { Journal, PlanStep, StepOutcome } from '../procedures/plan/types.ts';
import type { Store } from '../store/store.ts';
import { presentError } from './present/error.ts';

export interface JournalParts {
  readonly store: Store;
  readonly plan: string;
  readonly clock: Clock;
  /** Exchanges with the card so far, kept with each entry so that the receipt of a killed engine can tell them. */
  readonly exchanges: () => number;
}

/** The journal of one plan in the store: each entry is on the disk when the call returns. */
export function storeJournal({ store, plan, clock, exchanges }: JournalParts): Journal {
  return {
    intent: (step: PlanStep) =>
      store.transaction(() => {
        store.steps.intend(plan, step.index, clock.now());
        store.plans.countApdus(plan, exchanges());
      }),
    outcome: (step: PlanStep, outcome: StepOutcome) =>
      store.transaction(() => {
        const sw = 'sw' in outcome && outcome.sw !== undefined ? hex16(outcome.sw) : undefined;
        const error = outcome.state === 'done' ? undefined : presentError(outcome.error);
        store.steps.end(plan, step.index, { state: outcome.state, sw, error }, clock.now());
        store.plans.countApdus(plan, exchanges());
      }),
  };
}
