import type { ErrorDoc } from '../contract/error.ts';
import type { PlanDoc, StepDoc, VerificationItemDoc } from '../contract/plan.ts';
import type { ReceiptDoc } from '../contract/receipt.ts';
import type { ApplyRun } from '../store/plans/apply-run.ts';
import type { ReceiptDraft } from '../store/receipts/receipts.ts';

export interface ReceiptCircumstances {
  /** With the steps as the journal has them now. */
  readonly plan: PlanDoc;
  readonly run: ApplyRun;
  readonly simulated: boolean;
  readonly result: ReceiptDoc['result'];
  readonly readBack: readonly VerificationItemDoc[];
  readonly apdus: number;
  /** Of a plan over short messages; after a crash the last may not have left. */
  readonly envelopes?: number | undefined;
  readonly finishedAt: number;
  readonly error?: ErrorDoc | undefined;
}

/** A receipt but for its place in the chain: all of it is what the store holds, so that it can also be written after a crash. */
export function draftReceipt(circumstances: ReceiptCircumstances): ReceiptDraft {
  const { plan, run, simulated, result, readBack, apdus, envelopes, finishedAt, error } = circumstances;
  const keySet = plan.routes?.[0]?.keySet?.name;
  return {
    id: run.receipt,
    planId: plan.id,
    kind: plan.kind,
    result,
    iccid: plan.iccid,
    atr: run.atr,
    reader: run.reader,
    simulated,
    station: run.station,
    operator: run.operator,
    startedAt: run.startedAt,
    finishedAt,
    profile: plan.profile,
    values: plan.values,
    target: plan.target,
    route: plan.route,
    ...(keySet === undefined ? {} : { keySet }),
    ...(envelopes === undefined ? {} : { envelopes }),
    done: plan.steps.map(receiptStep),
    readBack: [...readBack],
    apdus,
    ...(error === undefined ? {} : { error }),
  };
}

function receiptStep(step: StepDoc): ReceiptDoc['done'][number] {
  const { index, kind, path, file, record, before, after, state, sw } = step;
  return {
    index,
    kind,
    path,
    file,
    ...(record === undefined ? {} : { record }),
    ...(before === undefined || before.state === 'secret' ? {} : { before: before.hex }),
    ...(after === undefined || after.state === 'secret' ? {} : { after: after.hex }),
    state,
    ...(sw === undefined ? {} : { sw }),
  };
}
