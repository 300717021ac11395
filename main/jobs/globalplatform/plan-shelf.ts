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

  put(plan: PlannedChange): void {
    this.#plans.set(plan.doc.id, plan);
    for (const id of this.#plans.keys()) if (this.#plans.size > mostPlans) this.forget(id);
  }

  /** @throws InputError `gp.plan-unknown` */
  get(id: string): PlannedChange {
    const plan = this.#plans.get(id);
    if (plan !== undefined) return plan;
    throw new InputError('gp.plan-unknown', 'There is no such plan, or it has been carried out.', {
      hint: 'Plan the change again: plans of this kind live only as long as the program.',
      meaning: 'The card was not touched.',
    });
  }

  /** Overwrites the keys in it. */
  forget(id: string): void {
    const plan = this.#plans.get(id);
    this.#plans.delete(id);
    if (plan === undefined) return;
    forgetSource(plan.source);
    if (plan.change.kind === 'keys') for (const key of plan.change.draft.keys) key.fill(0);
  }

  clear(): void {
    for (const id of this.#plans.keys()) this.forget(id);
  }
}
