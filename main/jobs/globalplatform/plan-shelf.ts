import { InputError } from '../../base/error.ts';
import type { GpPlanDoc } from '../../contract/globalplatform.ts';
import type { ContentDraft } from './changes/draft.ts';
import type { KeyChangeDraft } from './changes/key-change.ts';
import { forgetSource, type KeySource } from './key-source.ts';

/** A change that was shown, with what is needed to make it. */
export interface PlannedChange {
  readonly doc: GpPlanDoc;
  readonly simulated: boolean;
  readonly source: KeySource;
  readonly domain: Uint8Array;
  readonly change:
    | { readonly kind: 'keys'; readonly draft: KeyChangeDraft }
    | { readonly kind: 'contents'; readonly draft: ContentDraft };
}

/** More are not kept: plans have keys in them. */
const mostPlans = 20;

/** The changes that were shown and not made yet. They live in memory, as long as this object, and their keys with them. */
export class PlanShelf {
  readonly #plans = new Map<string, PlannedChange>();
  readonly #running = new Set<string>();

  put(plan: PlannedChange): void {
    this.#plans.set(plan.doc.id, plan);
    for (const id of this.#plans.keys())
      if (this.#plans.size > mostPlans && !this.#running.has(id)) this.forget(id);
  }

  /**
   * Carries out a plan, which nobody else can do meanwhile. Its keys are left as they are until `work` has ended, whoever forgets it.
   * @throws InputError `gp.plan-unknown`, `gp.plan-running`; what `work` throws
   */
  async use<T>(id: string, work: (plan: PlannedChange) => Promise<T>): Promise<T> {
    const plan = this.#plans.get(id);
    if (this.#running.has(id)) throw isRunning();
    if (plan === undefined) throw isUnknown();
    this.#running.add(id);
    try {
      return await work(plan);
    } finally {
      this.#running.delete(id);
      if (!this.#plans.has(id)) overwriteKeys(plan);
    }
  }

  /** Overwrites the keys in it, at the latest when its work has ended. */
  forget(id: string): void {
    const plan = this.#plans.get(id);
    this.#plans.delete(id);
    if (plan !== undefined && !this.#running.has(id)) overwriteKeys(plan);
  }

  clear(): void {
    for (const id of this.#plans.keys()) this.forget(id);
  }
}

function overwriteKeys({ source, change }: PlannedChange): void {
  forgetSource(source);
  if (change.kind === 'keys') for (const key of change.draft.keys) key.fill(0);
}

function isUnknown(): InputError {
  return new InputError('gp.plan-unknown', 'There is no such plan, or it has been carried out.', {
    hint: 'Plan the change again: plans of this kind live only as long as the program.',
    meaning: 'The card was not touched.',
  });
}

function isRunning(): InputError {
  return new InputError('gp.plan-running', 'This plan is being carried out.', {
    hint: 'Wait for its end, and plan again what is then still to be done.',
    meaning: 'Nothing was done a second time.',
  });
}
