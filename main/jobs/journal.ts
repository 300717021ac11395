import { hex16 } from '../base/bytes.ts';
import type { Clock } from '../base/ports.ts';
import type { Journal, PlanStep, StepOutcome } from '../procedures/plan/types.ts';
import type { Store } from '../store/store.ts';
import { presentError } from './present/error.ts';

export interface JournalParts {
  readonly store: Store;
  /** Id of the plan. */
  readonly plan: string;
  readonly clock: Clock;
  /** Exchanges with the card so far, kept with each entry so that the receipt of a killed engine can tell them. */
  readonly exchanges: () => number;
}

/** The journal of one plan in the store: each entry is on the disk when the call returns. */
export class StoreJournal implements Journal {
  readonly #parts: JournalParts;
  #begun = false;

  constructor(parts: JournalParts) {
    this.#parts = parts;
  }

  /** Whether a step has been intended: from then on the card may have changed. */
  get begun(): boolean {
    return this.#begun;
  }

  /** @throws StoreError, InternalError `journal.order`: the step must not be sent then */
  intent(step: PlanStep): void {
    const { store, plan, clock } = this.#parts;
    this.#write(() => store.steps.intend(plan, step.index, clock.now()));
    this.#begun = true;
  }

  outcome(step: PlanStep, outcome: StepOutcome): void {
    const { store, plan, clock } = this.#parts;
    const sw = 'sw' in outcome && outcome.sw !== undefined ? hex16(outcome.sw) : undefined;
    const error = outcome.state === 'done' ? undefined : presentError(outcome.error);
    this.#write(() => store.steps.end(plan, step.index, { state: outcome.state, sw, error }, clock.now()));
  }

  #write(entry: () => void): void {
    const { store, plan, exchanges } = this.#parts;
    store.transaction(() => {
      entry();
      store.plans.countApdus(plan, exchanges());
    });
  }
}
