import type { PlanDoc, StepDoc } from '../../main/contract/plan.ts';
import type { ValuesDoc } from '../../main/contract/profile.ts';
import type { ReceiptDoc, ReceiptSummaryDoc } from '../../main/contract/receipt.ts';
import { files, iccid, oneM2m, profile, reader, textContent } from './documents.ts';

const wanted = {
  subscription: 'EF_1M2MSID',
  node: 'EF_M2MNID',
  provider: 'EF_1M2MSPID',
  mef: 'EF_MEFID',
} as const;

/** A plan for the values that differ from the made-up card. */
export function planFor(values: ValuesDoc, more: Partial<PlanDoc> = {}): PlanDoc {
  const pairs = Object.entries(wanted).flatMap(([name, file]) => {
    const value = values[name];
    const before = files.find((one) => one.name === file);
    return typeof value === 'string' && before !== undefined ? [{ file: before, value }] : [];
  });
  const same = pairs.filter(({ file, value }) => file.contents[0]?.summary === value);
  const steps = pairs
    .filter((pair) => !same.includes(pair))
    .map(({ file, value }, index): StepDoc => {
      const before = file.contents[0];
      const after = textContent(value, file.size ?? 32);
      return {
        index,
        kind: 'update-binary',
        path: file.path,
        file: file.name,
        title: file.title,
        ...(before !== undefined && { before }),
        after,
        changed: [{ offset: 1, length: value.length + 1 }],
        needs: ['ADM1'],
        advice: file.name === 'EF_1M2MSPID' ? 'no' : 'yes',
        ...(file.name === 'EF_MEFID' && {
          caution: 'A gateway that has enrolled already does not look at this address again.',
        }),
        state: 'pending',
      };
    });
  return {
    id: 'plan-1',
    kind: 'provision',
    createdAt: Date.now(),
    reader: reader.id,
    iccid,
    profile: { id: profile.id, digest: profile.digest },
    values,
    target: oneM2m,
    route: 'plain',
    steps,
    keys:
      steps.length === 0
        ? []
        : [{ name: 'ADM1', reference: '0A', triesLeft: 3, state: 'enabled', stored: false }],
    unchanged: [
      ...same.map(({ file }) => ({ path: file.path, file: file.name })),
      { path: `${oneM2m}/6F01`, file: 'EF_1M2MST' },
    ],
    blockers: [],
    state: steps.length === 0 ? 'nothing-to-do' : 'ready',
    ...more,
  };
}

/** The receipt of a plan that was carried out. */
export function receiptFor(plan: PlanDoc, number: number, more: Partial<ReceiptDoc> = {}): ReceiptDoc {
  const startedAt = Date.now() - 1900;
  return {
    number,
    id: `receipt-${number}`,
    planId: plan.id,
    kind: plan.kind,
    result: 'verified',
    iccid: plan.iccid,
    atr: reader.atr ?? '',
    reader: reader.name,
    simulated: false,
    station: 'Van 12',
    operator: 'J. Okafor',
    startedAt,
    finishedAt: startedAt + 1900,
    profile: plan.profile,
    values: plan.values,
    target: plan.target,
    route: plan.route,
    done: plan.steps.map(({ index, kind, path, file, before, after }) => ({
      index,
      kind,
      path,
      file,
      ...(before !== undefined && { before: before.hex }),
      ...(after !== undefined && { after: after.hex }),
      state: 'done',
      sw: '9000',
    })),
    readBack: plan.steps.map(({ path, file, after }) => ({
      path,
      file,
      expected: after?.hex ?? '',
      actual: after?.hex ?? '',
      match: true,
    })),
    apdus: 23,
    previousHash: 'a3f5'.repeat(16),
    hash: '9c1b'.repeat(16),
    ...more,
  };
}

/** A receipt as the list of receipts shows it. */
export function summaryOf(receipt: ReceiptDoc): ReceiptSummaryDoc {
  const { number, id, kind, result, iccid: card, simulated, operator, finishedAt } = receipt;
  const used = { reader: receipt.reader, profile: receipt.profile };
  return { number, id, kind, result, iccid: card, simulated, operator, finishedAt, ...used };
}
