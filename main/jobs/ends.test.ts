import { expect, test } from 'vitest';
import type { PlanDoc } from '../contract/plan.ts';
import type { CardFault } from '../lab/uicc/faults.ts';
import type { Uicc } from '../lab/uicc/uicc.ts';
import type { Progress } from '../procedures/progress.ts';
import { shippedProfile } from '../procedures/testing/gateway-values.ts';
import { tamper } from '../store/testing/temp-store.ts';
import { bench, inReader, seeded } from './testing/bench.ts';
import { cardOn } from './testing/card-on.ts';
import { actor, adm1 } from './testing/published.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const provision = {
  kind: 'provision',
  profile: shippedProfile('access-network'),
  values: {
    'subscription-id': 'sub-0001',
    'service-provider-id': '//sp.example.com',
    'cse-id': '//sp.example.com/cse-gw1',
  },
} as const;
type Station = ReturnType<typeof bench>;

async function planned() {
  const station = bench();
  const uicc = seeded('usim-prepersonalised');
  const plan = await station.jobs.makePlan(await inReader(uicc), provision, actor);
  return { ...station, uicc, plan };
}

const requestFor = ({ id, iccid }: PlanDoc) => ({ plan: id, iccid, keys: adm1 });

/** A second plan finishes what the first one began. */
async function rolledForward({ jobs, store }: Station, uicc: Uicc, first: PlanDoc) {
  const next = await jobs.makePlan(await inReader(uicc), provision, actor);
  expect(next.continues).toBe(first.id);
  expect(jobs.plan(first.id).steps.map(({ state }) => state)).not.toContain('unknown');
  if (next.state === 'ready')
    expect(await jobs.apply(await inReader(uicc), requestFor(next), actor)).toMatchObject({
      result: 'verified',
    });
  else expect(next.state).toBe('nothing-to-do');
  expect(jobs.openPlans()).toEqual([]);
  expect((await jobs.verify(await inReader(uicc), provision, actor)).verified).toBe(true);
  expect(store.receipts.check().intact).toBe(true);
}

test('a cancel takes effect between two steps; what was done is read back and finished by the next plan', async () => {
  const { jobs, uicc, plan, ...station } = await planned();
  const abort = new AbortController();
  const onProgress = ({ step }: Progress) => {
    if (step?.index === 1 && step.state === 'intended') abort.abort();
  };
  const card = await inReader(uicc, abort.signal);
  const receipt = await jobs.apply(card, requestFor(plan), actor, { signal: abort.signal, onProgress });
  expect(receipt).toMatchObject({ result: 'cancelled', error: { code: 'operation.cancelled' } });
  expect(receipt.done.map(({ state }) => state).slice(0, 3)).toEqual(['done', 'done', 'skipped']);
  expect(receipt.readBack.filter(({ match }) => match).length).toBeGreaterThanOrEqual(2);
  expect(jobs.openPlans().map(({ id }) => id)).toEqual([plan.id]);
  await rolledForward({ jobs, ...station }, uicc, plan);
});

test('a cancel before a key was presented leaves the plan ready', async () => {
  const { jobs, store, uicc, plan } = await planned();
  const cancelled = { signal: AbortSignal.abort() };
  await expect(jobs.apply(await inReader(uicc), requestFor(plan), actor, cancelled)).rejects.toThrow(
    code('operation.cancelled'),
  );
  expect(jobs.plan(plan.id).state).toBe('ready');
  expect(store.receipts.list({})).toEqual([]);
  expect(store.audit.list({})[0]).toMatchObject({ outcome: 'cancelled' });
});

/** The number, from now, of the command with this instruction byte when the plan is applied. */
async function numberOf(instruction: number, nth: number): Promise<number> {
  const { jobs, uicc, plan } = await planned();
  const card = await inReader(uicc);
  const sent: number[] = [];
  const { link } = card.session;
  const watched = cardOn({
    ...link,
    exchange: (bytes, context) => {
      sent.push(bytes[1] ?? 0);
      return link.exchange(bytes, context);
    },
  });
  await jobs.apply(watched, requestFor(plan), actor);
  const found = sent.flatMap((ins, at) => (ins === instruction ? [at + 1] : []))[nth];
  expect(found).toBeDefined();
  return found!;
}

const updateBinary = 0xd6;
const verify = 0x20;

async function applyWith(fault: CardFault) {
  const made = await planned();
  const card = await inReader(made.uicc);
  made.uicc.setFault(fault);
  const receipt = await made.jobs.apply(card, requestFor(made.plan), actor);
  made.uicc.setFault({ kind: 'none' });
  return { ...made, receipt };
}

test.each(['before', 'after', 'commit'] as const)(
  'power lost %s a write leaves its step unknown until the card is read again',
  async (when) => {
    const apdu = await numberOf(updateBinary, 1);
    const { receipt, uicc, plan, ...station } = await applyWith({ kind: 'power-loss', when, apdu });
    expect(receipt).toMatchObject({
      result: 'interrupted',
      error: { code: 'card.interrupted' },
      readBack: [],
    });
    expect(receipt.done.map(({ state }) => state).slice(0, 3)).toEqual(['done', 'unknown', 'skipped']);
    expect(station.jobs.plan(plan.id).state).toBe('interrupted');
    await rolledForward(station, uicc, plan);
    const [, step] = station.jobs.plan(plan.id).steps;
    expect(step?.state).toBe(when === 'after' ? 'done' : 'failed');
    expect(station.store.receipts.get(receipt.id)?.done[1]?.state).toBe('unknown');
  },
);

test('power lost while the key is presented: a receipt, and nothing to roll forward', async () => {
  const apdu = await numberOf(verify, 1);
  const { receipt, jobs } = await applyWith({ kind: 'power-loss', when: 'after', apdu });
  expect(receipt).toMatchObject({ result: 'interrupted', error: { code: 'card.interrupted' } });
  expect(receipt.done.every(({ state }) => state === 'skipped')).toBe(true);
  expect(jobs.openPlans()).toEqual([]);
});

test('a card taken out before a key was presented: no receipt, the plan stays ready', async () => {
  const made = await planned();
  const card = await inReader(made.uicc);
  made.uicc.setFault({ kind: 'removal', apdu: 1 });
  await expect(made.jobs.apply(card, requestFor(made.plan), actor)).rejects.toThrow(code('card.interrupted'));
  expect(made.store.receipts.list({})).toEqual([]);
  expect(made.jobs.plan(made.plan.id).state).toBe('ready');
});

test('a write that the card refuses stops the plan', async () => {
  const apdu = await numberOf(updateBinary, 1);
  const { receipt, uicc, plan, ...station } = await applyWith({ kind: 'status-word', apdu, sw: '6982' });
  expect(receipt).toMatchObject({ result: 'stopped', error: { kind: 'access' } });
  expect(receipt.done.slice(0, 3)).toMatchObject([
    { state: 'done' },
    { state: 'failed', sw: '6982' },
    { state: 'skipped' },
  ]);
  expect(receipt.readBack.some(({ match }) => !match)).toBe(true);
  await rolledForward(station, uicc, plan);
});

test('a write that may have failed half way leaves its step unknown', async () => {
  const apdu = await numberOf(updateBinary, 1);
  const { receipt, uicc, plan, ...station } = await applyWith({ kind: 'status-word', apdu, sw: '6581' });
  expect(receipt).toMatchObject({ result: 'stopped' });
  expect(receipt.done[1]?.state).toBe('unknown');
  await rolledForward(station, uicc, plan);
});

test('a card that claims to have written and has not is found out by reading back', async () => {
  const apdu = await numberOf(updateBinary, 1);
  const { receipt, jobs, plan } = await applyWith({ kind: 'status-word', apdu, sw: '9000' });
  expect(receipt).toMatchObject({ result: 'mismatch', error: { code: 'card.mismatch', kind: 'mismatch' } });
  expect(receipt.done.every(({ state }) => state === 'done')).toBe(true);
  expect(receipt.readBack.filter(({ match }) => !match)).toHaveLength(1);
  expect(jobs.plan(plan.id).state).toBe('applied');
});

test('a card lost while it is read back was written, but is not verified', async () => {
  const { jobs, uicc, plan, ...station } = await planned();
  const card = await inReader(uicc);
  const onProgress = ({ what }: Progress) => {
    if (what.startsWith('Reading back')) uicc.remove();
  };
  const receipt = await jobs.apply(card, requestFor(plan), actor, { onProgress });
  expect(receipt).toMatchObject({ result: 'interrupted', readBack: [] });
  expect(receipt.done.every(({ state }) => state === 'done')).toBe(true);
  uicc.insert();
  await rolledForward({ jobs, ...station }, uicc, plan);
});

test('a defect of ours ends the plan as interrupted, with a receipt', async () => {
  const { jobs, store, uicc, plan, ...station } = await planned();
  const onProgress = ({ step }: Progress) => {
    if (step?.index === 1 && step.state === 'intended') throw new TypeError('a defect');
  };
  const card = await inReader(uicc);
  await expect(jobs.apply(card, requestFor(plan), actor, { onProgress })).rejects.toThrow(TypeError);
  const [summary] = store.receipts.list({});
  expect(summary).toMatchObject({ result: 'interrupted' });
  const receipt = store.receipts.get(summary!.id);
  expect(receipt?.error?.code).toBe('job.defect');
  expect(receipt?.done.map(({ state }) => state).slice(0, 3)).toEqual(['done', 'unknown', 'skipped']);
  expect(store.audit.list({})[0]?.what).toBe('Cardwright met a defect of its own.');
  await rolledForward({ jobs, store, ...station }, uicc, plan);
});

test('an intent that cannot be kept is not sent', async () => {
  const { jobs, folder, uicc, plan } = await planned();
  const before = uicc.snapshot().files;
  const card = await inReader(uicc);
  const { link } = card.session;
  const watched = cardOn({
    ...link,
    exchange: (bytes, context) => {
      if (bytes[1] === verify && bytes.length > 5) tamper(folder, `UPDATE plans SET state = 'stopped'`);
      return link.exchange(bytes, context);
    },
  });
  const receipt = await jobs.apply(watched, requestFor(plan), actor);
  expect(receipt).toMatchObject({ result: 'stopped', error: { code: 'journal.order' } });
  expect(uicc.snapshot().files).toEqual(before);
});

test('an interrupted creation of a directory is found again by a wipe', async () => {
  const station = bench();
  const uicc = seeded('usim-blank');
  const create = {
    kind: 'provision',
    profile: shippedProfile('access-network-create'),
    values: provision.values,
  } as const;
  const plan = await station.jobs.makePlan(await inReader(uicc), create, actor);
  expect(plan.steps[0]?.kind).toBe('create-file');
  const onProgress = ({ step }: Progress) => {
    if (step?.index === 2 && step.state === 'done') uicc.remove();
  };
  const torn = await station.jobs.apply(await inReader(uicc), requestFor(plan), actor, { onProgress });
  expect(torn.result).toBe('interrupted');
  uicc.insert();
  const wipe = await station.jobs.makePlan(await inReader(uicc), { kind: 'wipe' }, actor);
  expect(wipe).toMatchObject({ target: plan.target, continues: plan.id });
  const next = await station.jobs.makePlan(await inReader(uicc), create, actor);
  expect(next).toMatchObject({ state: 'ready', target: plan.target, continues: plan.id });
  expect(await station.jobs.apply(await inReader(uicc), requestFor(next), actor)).toMatchObject({
    result: 'verified',
  });
  expect(station.jobs.openPlans()).toEqual([]);
});
