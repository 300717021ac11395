import { type CardwrightError, MismatchError } from '../base/error.ts';
import type { PlanDoc } from '../contract/plan.ts';
import type { ReceiptDoc } from '../contract/receipt.ts';
import type { ApplyRun } from '../store/plans/apply-run.ts';
import { Audit } from './audit.ts';
import type { JobDeps } from './deps.ts';
import { draftReceipt } from './draft-receipt.ts';
import { presentError } from './present/error.ts';
import type { ReadBack } from './read-back.ts';
import { findPlan, type RunnablePlan } from './runnable-plan.ts';

/** How applying a plan ended. */
export interface RunEnd {
  /** Why not all steps were done. */
  readonly stopped?: CardwrightError | undefined;
  /** Why the connection to the card is gone. */
  readonly lost?: CardwrightError | undefined;
  readonly back: ReadBack;
  /** Exchanges with the card. */
  readonly apdus: number;
  /** ENVELOPEs, of a plan over short messages. */
  readonly envelopes?: number | undefined;
}

/** The state of the plan, its receipt and the line in the audit log, all or nothing, on disk when it returns. */
export function endRun(deps: JobDeps, runnable: RunnablePlan, run: ApplyRun, end: RunEnd): ReceiptDoc {
  const { store, clock } = deps;
  const { id } = runnable.document;
  const error = end.stopped ?? end.back.error;
  const errorDoc = error && presentError(error);
  const result = resultOf(end);
  return store.transaction(() => {
    // An outcome that could not be written leaves its step intended: nobody will write it any more.
    if (errorDoc !== undefined) store.steps.intendedToUnknown(id, errorDoc);
    store.plans.end(id, stateFor(result));
    store.steps.skipPending(id);
    const plan = findPlan(deps, id);
    const { back, apdus, envelopes } = end;
    const finishedAt = clock.now();
    const { simulated } = runnable;
    const receipt = store.receipts.append(
      draftReceipt({
        plan,
        run,
        simulated,
        result,
        readBack: back.items,
        apdus,
        envelopes,
        finishedAt,
        error: errorDoc,
      }),
    );
    if (result === 'verified') store.plans.settle(plan.iccid, plan.target, id);
    const subject = { action: 'plan.apply', reader: run.reader, iccid: plan.iccid };
    new Audit(store, clock).write(run, subject, outcomes[result], sentenceOf(plan, receipt));
    return receipt;
  });
}

function resultOf({ stopped, lost, back }: RunEnd): ReceiptDoc['result'] {
  if (lost !== undefined) return 'interrupted';
  if (stopped !== undefined) return stopped.kind === 'cancelled' ? 'cancelled' : 'stopped';
  if (back.error === undefined) return 'verified';
  return back.error instanceof MismatchError ? 'mismatch' : 'interrupted';
}

function stateFor(result: ReceiptDoc['result']): 'applied' | 'stopped' | 'interrupted' {
  if (result === 'verified' || result === 'mismatch') return 'applied';
  return result === 'interrupted' ? 'interrupted' : 'stopped';
}

const outcomes = {
  verified: 'done',
  mismatch: 'failed',
  stopped: 'failed',
  interrupted: 'failed',
  cancelled: 'cancelled',
} as const;

function sentenceOf({ profile, steps }: PlanDoc, { number, result, error }: ReceiptDoc): string {
  const done = steps.filter(({ state }) => state === 'done').length;
  const why = error === undefined ? '' : ` ${error.what}`;
  return `Applied ${profile.id}: ${result}, ${done} of ${steps.length} steps, receipt ${number}.${why}`;
}
