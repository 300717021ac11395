import type { PlanDoc, RouteName, VerificationDoc } from '../contract/plan.ts';
import type { ReceiptDoc } from '../contract/receipt.ts';
import type { ProcedureOptions } from '../procedures/progress.ts';
import type { Actor } from './actor.ts';
import { type ApplyRequest, applyStoredPlan } from './apply-stored-plan.ts';
import { Audit, type AuditSubject } from './audit.ts';
import type { JobDeps } from './deps.ts';
import type { JobCard } from './job-card.ts';
import { actionOf, type DesiredState, type PlanRequest, planForCard } from './plan-for-card.ts';
import { onRoute } from './routes/choose-route.ts';
import { findPlan } from './runnable-plan.ts';
import { verifyCard } from './verify-card.ts';

export type { JobCard, PlanRequest };

/** Plan, apply, verify, receipt. Each call leaves its lines in the audit log, also when it fails. */
export class Provisioning {
  readonly #deps: JobDeps;
  readonly #audit: Audit;

  constructor(deps: JobDeps) {
    this.#deps = deps;
    this.#audit = new Audit(deps.store, deps.clock);
  }

  /** Reads the card, and what earlier plans left unknown on it; writes nothing to it. The plan is stored. */
  makePlan(
    card: JobCard,
    request: PlanRequest,
    actor: Actor,
    options: ProcedureOptions = {},
  ): Promise<PlanDoc> {
    return this.#failing(actor, { action: actionOf(request), reader: card.reader }, () =>
      planForCard(this.#deps, card, request, actor, options),
    );
  }

  /** Writes, reads back and leaves a receipt; an end other than `verified` is in the receipt, with its error. */
  apply(
    card: JobCard,
    request: ApplyRequest,
    actor: Actor,
    options: ProcedureOptions = {},
  ): Promise<ReceiptDoc> {
    const subject = { action: 'plan.apply', reader: card.reader, iccid: request.iccid };
    return this.#failing(actor, subject, () => applyStoredPlan(this.#deps, card, request, actor, options));
  }

  verify(
    card: JobCard,
    desired: DesiredState,
    actor: Actor,
    options: ProcedureOptions = {},
  ): Promise<VerificationDoc> {
    return this.#failing(actor, { action: 'card.verify', reader: card.reader }, () =>
      verifyCard(this.#deps, card, desired, actor, options),
    );
  }

  /** @throws InputError `plan.unknown`; StoreError `store.tampered` */
  plan(id: string): PlanDoc {
    return findPlan(this.#deps, id);
  }

  /**
   * Another of its routes for a plan that is ready.
   * @throws InputError `plan.unknown`, `plan.not-ready`, `route.unknown`, `route.unusable`, `route.several`
   */
  chooseRoute(id: string, route: RouteName, keySet?: string): PlanDoc {
    const { store } = this.#deps;
    return store.transaction(() => {
      const changed = onRoute(findPlan(this.#deps, id), route, keySet);
      store.plans.replace(changed);
      return changed;
    });
  }

  /** Plans that have changed a card, or may have, and did not finish; oldest first. */
  openPlans(): PlanDoc[] {
    return this.#deps.store.plans.open();
  }

  #failing<T>(actor: Actor, subject: AuditSubject, work: () => Promise<T>): Promise<T> {
    return this.#audit.failing(actor, subject, work);
  }
}
