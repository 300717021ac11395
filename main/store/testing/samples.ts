import type { PlanDoc, StepDoc } from '../../contract/plan.ts';
import type { ApplyRun } from '../plans/apply-run.ts';
import type { ReceiptDraft } from '../receipts/receipts.ts';

export const sampleIccid = '8988211000000000018';

const sampleStep = (index: number): StepDoc => ({
  index,
  kind: 'update-record',
  path: 'MF/7F10/5F40/6F02',
  file: 'EF_1M2MSID',
  title: 'M2M service identifiers',
  record: index + 1,
  before: { hex: 'ffff', state: 'unassigned', summary: 'not assigned', fields: [] },
  after: { hex: '8001', state: 'unknown-coding', summary: '8001', fields: [] },
  changed: [{ offset: 0, length: 2 }],
  needs: ['ADM1'],
  state: 'pending',
});

export function samplePlan(id: string, steps = 3, over: Partial<PlanDoc> = {}): PlanDoc {
  return {
    id,
    kind: 'provision',
    createdAt: 1_700_000_000_000,
    reader: 'Reader 0',
    iccid: sampleIccid,
    profile: { id: 'meter@1.0.0', digest: '00'.repeat(32) },
    values: { subscription: 'sub-0001' },
    target: 'MF/7F10/5F40',
    route: 'plain',
    steps: Array.from({ length: steps }, (_, index) => sampleStep(index)),
    keys: [],
    unchanged: [],
    blockers: [],
    state: 'ready',
    ...over,
  };
}

export const sampleRun = (receipt: string): ApplyRun => ({
  receipt,
  startedAt: 1_700_000_001_000,
  reader: 'Reader 0',
  atr: '3b9f95801fc78031e073fe211b63',
  station: 'bench 1',
  operator: 'Ada',
  origin: 'cli',
});

export function sampleReceipt(id: string, planId: string, over: Partial<ReceiptDraft> = {}): ReceiptDraft {
  return {
    id,
    planId,
    kind: 'provision',
    result: 'verified',
    iccid: sampleIccid,
    atr: '3b9f95801fc78031e073fe211b63',
    reader: 'Reader 0',
    simulated: false,
    station: 'bench 1',
    operator: 'Ada',
    startedAt: 1_700_000_001_000,
    finishedAt: 1_700_000_002_000,
    profile: { id: 'meter@1.0.0', digest: '00'.repeat(32) },
    values: { subscription: 'sub-0001' },
    target: 'MF/7F10/5F40',
    route: 'plain',
    done: [],
    readBack: [],
    apdus: 42,
    ...over,
  };
}
