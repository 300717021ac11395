import { expect, test } from 'vitest';
import type { PlanDoc } from '../../contract/plan.ts';
import type { Store } from '../store.ts';
import { sampleIccid, samplePlan, sampleRun } from '../testing/samples.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { tamper, tempStore } from '../testing/temp-store.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const notHere = {
  code: 'card.removed',
  kind: 'card',
  what: 'Gone.',
  hint: 'Put it back.',
  details: {},
} as const;

function inserted(store: Store, id: string, over: Partial<PlanDoc> = {}): PlanDoc {
  const document = samplePlan(id, 3, over);
  store.plans.insert({ document, program: `{"of":"${id}"}`, simulated: true });
  return document;
}
const states = (store: Store, id: string) => store.plans.get(id)?.steps.map((step) => step.state);

test('a plan is read back as it was made', () => {
  const store = tempStore();
  const document = inserted(store, 'a');
  expect(store.plans.get('a')).toEqual(document);
  expect(store.plans.internals('a')).toEqual({
    program: '{"of":"a"}',
    simulated: true,
    run: null,
    apdus: 0,
    envelopes: null,
  });
  expect(store.plans.get('b')).toBeUndefined();
});

test('a plan is applied once, by one process', () => {
  const store = tempStore();
  inserted(store, 'a');
  store.plans.begin('a', sampleRun('r'), store.presence.id);
  expect(() => store.plans.begin('a', sampleRun('r'), store.presence.id)).toThrow(code('plan.not-ready'));
  expect(store.plans.applying()).toEqual([{ id: 'a', engine: store.presence.id }]);
  expect(store.plans.internals('a')?.run).toEqual(sampleRun('r'));
  expect(store.plans.end('a', 'applied')).toBe(true);
  expect(store.plans.end('a', 'stopped')).toBe(false);
  expect(store.plans.get('a')?.state).toBe('applied');
  expect(() => store.plans.begin('a', sampleRun('r'), store.presence.id)).toThrow(code('plan.not-ready'));
});

test('the journal shows each step with its times and status word', () => {
  const store = tempStore();
  inserted(store, 'a');
  store.plans.begin('a', sampleRun('r'), store.presence.id);
  store.steps.intend('a', 0, 10);
  store.steps.end('a', 0, { state: 'done', sw: '9000' }, 11);
  store.steps.intend('a', 1, 12);
  store.steps.end('a', 1, { state: 'unknown', error: notHere }, 13);
  expect(store.plans.get('a')?.steps).toMatchObject([
    { state: 'done', sw: '9000', startedAt: 10, endedAt: 11 },
    { state: 'unknown', startedAt: 12, endedAt: 13 },
    { state: 'pending' },
  ]);
  expect(store.steps.ofPlan('a')[1]?.error).toEqual(notHere);
});

test('no step is intended twice, out of its plan, or ended without an intent', () => {
  const store = tempStore();
  inserted(store, 'a');
  expect(() => store.steps.intend('a', 0, 1)).toThrow(code('journal.order'));
  store.plans.begin('a', sampleRun('r'), store.presence.id);
  expect(() => store.steps.end('a', 0, { state: 'done' }, 1)).toThrow(code('journal.order'));
  store.steps.intend('a', 0, 1);
  expect(() => store.steps.intend('a', 0, 2)).toThrow(code('journal.order'));
  store.steps.end('a', 0, { state: 'done' }, 3);
  expect(() => store.steps.end('a', 0, { state: 'failed' }, 4)).toThrow(code('journal.order'));
  expect(() => store.steps.intend('a', 9, 5)).toThrow(code('journal.order'));
  store.plans.end('a', 'stopped');
  expect(() => store.steps.intend('a', 1, 6)).toThrow(code('journal.order'));
});

test('an unknown step stays unknown until it is resolved, and is resolved once', () => {
  const store = tempStore();
  inserted(store, 'a');
  store.plans.begin('a', sampleRun('r'), store.presence.id);
  store.steps.intend('a', 0, 1);
  store.steps.intendedToUnknown('a', notHere);
  store.plans.end('a', 'interrupted');
  expect(states(store, 'a')).toEqual(['unknown', 'pending', 'pending']);
  store.steps.resolve('a', 0, 'done', 2);
  store.steps.resolve('a', 0, 'failed', 3);
  store.steps.resolve('a', 1, 'done', 3);
  expect(states(store, 'a')).toEqual(['done', 'pending', 'pending']);
  store.steps.skipPending('a');
  expect(states(store, 'a')).toEqual(['done', 'skipped', 'skipped']);
});

test('open are the plans that may have changed a card, until a later one has settled it', () => {
  const store = tempStore();
  const ended = (
    id: string,
    state: 'applied' | 'stopped' | 'interrupted',
    steps: number,
    over: Partial<PlanDoc> = {},
  ) => {
    inserted(store, id, over);
    store.plans.begin(id, sampleRun('r'), store.presence.id);
    for (let i = 0; i < steps; i++) store.steps.intend(id, i, 1);
    store.steps.intendedToUnknown(id, notHere);
    store.plans.end(id, state);
    store.steps.skipPending(id);
  };
  inserted(store, 'never-applied');
  ended('untouched', 'stopped', 0, { createdAt: 1 });
  ended('torn before it began', 'interrupted', 0, { createdAt: 1 });
  ended('done', 'applied', 3, { createdAt: 2 });
  ended('partly', 'stopped', 1, { createdAt: 3 });
  ended('torn', 'interrupted', 2, { createdAt: 4 });
  ended('elsewhere', 'interrupted', 1, { createdAt: 5, target: 'MF/7F10/5F41' });
  ended('other card', 'interrupted', 1, { createdAt: 6, iccid: '89000' });

  expect(store.plans.anyOpen()).toBe(true);
  expect(tempStore().plans.anyOpen()).toBe(false);
  const open = (iccid?: string) => store.plans.open(iccid).map((plan) => plan.id);
  expect(open()).toEqual(['partly', 'torn', 'elsewhere', 'other card']);
  expect(open('89000')).toEqual(['other card']);
  inserted(store, 'later');
  store.plans.settle(sampleIccid, 'MF/7F10/5F40', 'later');
  expect(open()).toEqual(['elsewhere', 'other card']);
});

test('a simulated card settles nothing of the real one with its ICCID', () => {
  const store = tempStore();
  store.plans.insert({ document: samplePlan('real', 1), program: '{}', simulated: false });
  store.plans.begin('real', sampleRun('r'), store.presence.id);
  store.steps.intend('real', 0, 1);
  store.steps.intendedToUnknown('real', notHere);
  store.plans.end('real', 'interrupted');
  inserted(store, 'simulated');
  store.plans.settle(sampleIccid, 'MF/7F10/5F40', 'simulated');
  expect(store.plans.open().map(({ id }) => id)).toEqual(['real']);
});

test.each([
  `UPDATE plans SET document = '{"id":1}'`,
  `UPDATE plans SET document = 'no JSON'`,
  `UPDATE plans SET state = 'splendid'`,
  'DELETE FROM plan_steps WHERE position = 1',
  'UPDATE plan_steps SET position = 9 WHERE position = 2',
  `UPDATE plan_steps SET state = 'splendid' WHERE position = 1`,
  `UPDATE plan_steps SET error = '[]' WHERE position = 1`,
])('a plan changed by hand gives a typed error: %s', (script) => {
  const folder = tempFolder();
  const store = tempStore(folder);
  inserted(store, 'a');
  tamper(folder, script);
  expect(() => store.plans.get('a')).toThrow(code('store.tampered'));
});
