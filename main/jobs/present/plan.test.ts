import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import { AccessError, InputError } from '../../base/error.ts';
import { declarationNamed } from '../../card/files/table.ts';
import { parsePath } from '../../card/path.ts';
import { planDoc, type RouteOptionDoc } from '../../contract/plan.ts';
import type { Plan, PlanStep } from '../../procedures/plan/types.ts';
import { type PlanCircumstances, presentPlan } from './plan.ts';

const adm = (reference: number) => ({ kind: 'key', reference }) as const;
const serviceTable = declarationNamed('1M2M', 'EF_1M2MST')!;
const target = parsePath('a0000000871002ff/5F40');

const step = (over: Partial<PlanStep> = {}): PlanStep =>
  ({
    index: 0,
    kind: 'update-binary',
    path: { ...target, fids: [...target.fids, serviceTable.fid] },
    declaration: serviceTable,
    name: serviceTable.name,
    needs: { kind: 'any', of: [adm(0x0b), adm(0x0a)] },
    before: fromHex('00'),
    after: fromHex('03'),
    ...over,
  }) as PlanStep;

const plan = (over: Partial<Plan> = {}): Plan => ({
  kind: 'provision',
  iccid: '8988211000000000018',
  atr: fromHex('3b00'),
  target,
  steps: [step()],
  unchanged: [{ path: target, name: 'DF_1M2M' }],
  desired: [],
  keys: [0x0a],
  obstacles: [],
  blockers: [],
  ...over,
});

const circumstances: PlanCircumstances = {
  id: 'plan',
  createdAt: 5,
  reader: 'Reader 0',
  profile: { id: 'meter@1.0.0', digest: 'aa' },
  values: {},
  keys: [{ reference: 0x0a, state: 'enabled', triesLeft: 3 }],
  stored: ['ADM1'],
  routes: [{ route: 'plain', usable: true, why: 'The keys it needs are stored.', needs: ['ADM1'] }],
};

test('a plan with steps is ready, a step shows what changes and the key that was chosen', () => {
  const doc = presentPlan(plan(), circumstances);
  expect(planDoc.parse(doc)).toEqual(doc);
  expect(doc.state).toBe('ready');
  expect(doc.keys).toEqual([{ name: 'ADM1', reference: '0A', triesLeft: 3, state: 'enabled', stored: true }]);
  expect(doc.unchanged).toEqual([{ path: 'a0000000871002ff/5F40', file: 'DF_1M2M' }]);
  expect(doc.steps[0]).toMatchObject({
    path: `a0000000871002ff/5F40/${serviceTable.fid.toString(16).toUpperCase()}`,
    before: { hex: '00' },
    after: { hex: '03', state: 'value' },
    changed: [{ offset: 0, length: 1 }],
    needs: ['ADM1'],
    state: 'pending',
  });
});

test('without steps there is nothing to do; with a blocker the plan is blocked', () => {
  expect(presentPlan(plan({ steps: [] }), circumstances).state).toBe('nothing-to-do');
  const blockers = [new InputError('value.too-long', 'Too long.', { hint: 'Shorten it.' })];
  expect(presentPlan(plan({ blockers }), circumstances)).toMatchObject({
    state: 'blocked',
    blockers: [{ code: 'value.too-long', kind: 'input', what: 'Too long.', hint: 'Shorten it.' }],
  });
});

test('a key in the way blocks a plan only where no other route is open', () => {
  const obstacles = [new AccessError('pin.blocked', 'ADM1 is blocked.', { hint: 'Ask the issuer.' })];
  const closed: RouteOptionDoc = {
    route: 'plain',
    usable: false,
    why: 'This way is closed.',
    needs: ['ADM1'],
  };
  const open: RouteOptionDoc = {
    route: 'scp03',
    keySet: { id: 'k', name: 'SCP03 48' },
    usable: true,
    why: '',
    needs: [],
  };
  const on = (...routes: PlanCircumstances['routes']) =>
    presentPlan(plan({ obstacles }), { ...circumstances, routes });
  expect(on(closed)).toMatchObject({ state: 'blocked', route: 'plain', blockers: [{ code: 'pin.blocked' }] });
  expect(on(closed).keys.map(({ name }) => name)).toEqual(['ADM1']);
  expect(on({ ...open, needs: ['ADM2'] }, closed)).toMatchObject({
    state: 'ready',
    route: 'scp03',
    keySet: 'k',
    blockers: [],
  });
  expect(on({ ...open, needs: ['ADM2'] }, closed).keys.map(({ name }) => name)).toEqual(['ADM1', 'ADM2']);
});

test('a key that the inventory did not see is unknown and not stored', () => {
  expect(presentPlan(plan({ keys: [0x8a] }), { ...circumstances, routes: [] }).keys).toEqual([
    { name: 'ADM6', reference: '8A', state: 'unknown', stored: false },
  ]);
});

test('a new file shows its size, a secret one no byte', () => {
  const created = step({
    kind: 'create-file',
    file: { type: 'ef', structure: 'linear-fixed', size: 60, recordLength: 20 },
    fcp: fromHex('6200'),
  });
  const secret = step({ declaration: { ...serviceTable, secret: true } });
  const [first, second] = presentPlan(
    plan({ steps: [created, { ...secret, index: 1 }] }),
    circumstances,
  ).steps;
  expect(first?.title).toMatch(/, 3 records of 20 bytes$/);
  expect(first).not.toHaveProperty('after');
  expect(second).toMatchObject({
    before: { hex: '', state: 'secret' },
    after: { hex: '', state: 'secret' },
    changed: [],
  });
});
