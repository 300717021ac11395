import { expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import { sampleIccid, samplePlan, sampleRun } from '../store/testing/samples.ts';
import { tempFolder } from '../store/testing/temp-folder.ts';
import { tamper, tempStore } from '../store/testing/temp-store.ts';
import { closeOrphans } from './orphans.ts';

const clock = { now: () => 1_700_000_009_000 };
const gone = '00000000-0000-4000-8000-000000000000';

function applying(store: Store, id: string, engine: string): void {
  store.plans.insert({ document: samplePlan(id), program: '{}', simulated: true });
  store.plans.begin(id, sampleRun(`receipt of ${id}`), engine);
  store.steps.intend(id, 0, 1);
  store.steps.end(id, 0, { state: 'done', sw: '9000' }, 2);
  store.steps.intend(id, 1, 3);
  store.plans.countApdus(id, 17);
}

test('the plan of a process that is gone is interrupted, with a receipt that says what is unknown', () => {
  const store = tempStore();
  applying(store, 'a', gone);
  const receipts = closeOrphans(store, clock);
  expect(receipts).toHaveLength(1);
  expect(receipts[0]).toMatchObject({
    number: 1,
    id: 'receipt of a',
    planId: 'a',
    result: 'interrupted',
    iccid: sampleIccid,
    simulated: true,
    operator: 'Ada',
    apdus: 17,
    finishedAt: clock.now(),
    readBack: [],
    error: { code: 'engine.gone' },
    done: [
      { state: 'done', sw: '9000', before: 'ffff', after: '8001' },
      { state: 'unknown' },
      { state: 'skipped' },
    ],
  });
  expect(store.plans.get('a')?.state).toBe('interrupted');
  expect(store.plans.open().map((plan) => plan.id)).toEqual(['a']);
  expect(store.audit.list({})).toMatchObject([
    { action: 'plan.interrupted', origin: 'engine', operator: 'Ada', iccid: sampleIccid, outcome: 'failed' },
  ]);
  expect(closeOrphans(store, clock)).toEqual([]);
  expect(store.receipts.check()).toEqual({ intact: true, checked: 1 });
});

test('what a living process does is left alone', () => {
  const folder = tempFolder();
  const [store, other] = [tempStore(folder), tempStore(folder)];
  applying(store, 'a', other.presence.id);
  store.operations.start({ id: 'o', call: 'plan.apply', startedAt: 1 }, other.presence.id);
  expect(closeOrphans(store, clock)).toEqual([]);
  expect(store.plans.get('a')?.state).toBe('applying');
  expect(store.operations.list()[0]?.state).toBe('running');
});

test('operations of a process that is gone have failed', () => {
  const store = tempStore();
  store.operations.start({ id: 'o', call: 'plan.apply', startedAt: 1 }, gone);
  closeOrphans(store, clock);
  expect(store.operations.list()).toMatchObject([
    { id: 'o', state: 'failed', error: { code: 'engine.gone' } },
  ]);
});

test('a plan that was changed by hand does not keep the others from being closed', () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  applying(store, 'a', gone);
  applying(store, 'b', gone);
  tamper(folder, `UPDATE plans SET document = '{}' WHERE id = 'a'`);
  expect(closeOrphans(store, clock).map((receipt) => receipt.planId)).toEqual(['b']);
  expect(store.audit.list({}).map((line) => line.what)).toContainEqual(
    expect.stringContaining('plan a cannot be read'),
  );
});
