import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planDoc, verificationDoc } from '../contract/plan.ts';
import { receiptDoc } from '../contract/receipt.ts';
import { gatewayValues, shippedProfile } from '../procedures/testing/gateway-values.ts';
import { tamper } from '../store/testing/temp-store.ts';
import { bench, inReader, seeded } from './testing/bench.ts';
import { actor, adm1, wrongAdm1 } from './testing/published.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const profile = shippedProfile('access-network');
const values = Object.fromEntries(
  Object.entries(gatewayValues).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...value],
  ]),
);
const provision = { kind: 'provision', profile, values } as const;

async function planned(seed = 'usim-prepersonalised') {
  const station = bench();
  const uicc = seeded(seed);
  const plan = await station.jobs.makePlan(await inReader(uicc), provision, actor);
  const apply = async (over: object = {}) =>
    station.jobs.apply(
      await inReader(uicc),
      { plan: plan.id, iccid: plan.iccid, keys: adm1, ...over },
      actor,
    );
  return { ...station, uicc, plan, apply };
}

test('from pre-personalised to verified, with a receipt', async () => {
  const { jobs, store, uicc, plan, apply } = await planned();
  expect(planDoc.parse(plan)).toEqual(plan);
  expect(plan).toMatchObject({ state: 'ready', keys: [{ name: 'ADM1', triesLeft: 3, stored: false }] });
  expect(jobs.plan(plan.id)).toEqual(plan);

  const receipt = await apply();
  expect(receiptDoc.parse(receipt)).toEqual(receipt);
  expect(receipt).toMatchObject({
    number: 1,
    result: 'verified',
    iccid: plan.iccid,
    operator: 'Ada',
    station: 'bench 1',
    simulated: true,
    profile: { id: 'access-network@1.0.0', digest: profile.digest },
  });
  expect(receipt.error).toBeUndefined();
  expect(receipt.done.every(({ state, sw }) => state === 'done' && sw === '9000')).toBe(true);
  expect(receipt.readBack.length).toBeGreaterThanOrEqual(9);
  expect(store.receipts.check()).toEqual({ intact: true, checked: 1 });
  expect(store.receipts.outboxCount()).toBe(1);
  expect(jobs.plan(plan.id)).toMatchObject({ state: 'applied' });
  expect(jobs.openPlans()).toEqual([]);

  const verification = await jobs.verify(await inReader(uicc), { profile, values }, actor);
  expect(verificationDoc.parse(verification)).toMatchObject({ verified: true, iccid: plan.iccid });
  const again = await jobs.makePlan(await inReader(uicc), provision, actor);
  expect(again).toMatchObject({ state: 'nothing-to-do', steps: [] });
  expect(store.audit.list({}).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'plan.make done',
    'card.verify done',
    'plan.apply done',
    'plan.apply started',
    'plan.make done',
  ]);
});

test('and back again by a wipe', async () => {
  const { jobs, uicc, apply } = await planned();
  await apply();
  const wipe = await jobs.makePlan(await inReader(uicc), { kind: 'wipe' }, actor);
  expect(wipe).toMatchObject({ kind: 'wipe', state: 'ready', profile: { id: 'TS-0003 table E.1' } });
  const receipt = await jobs.apply(
    await inReader(uicc),
    { plan: wipe.id, iccid: wipe.iccid, keys: adm1 },
    actor,
  );
  expect(receipt).toMatchObject({ kind: 'wipe', result: 'verified' });
  expect((await jobs.makePlan(await inReader(uicc), { kind: 'wipe' }, actor)).state).toBe('nothing-to-do');
});

test('a card that is not as desired is not verified, and one that lacks a file is an error', async () => {
  const { jobs, uicc } = await planned();
  const found = await jobs.verify(await inReader(uicc), { profile, values }, actor);
  expect(found.verified).toBe(false);
  expect(found.items.some(({ match }) => !match)).toBe(true);
  await expect(jobs.verify(await inReader(seeded('usim-blank')), { profile, values }, actor)).rejects.toThrow(
    code('target.absent'),
  );
});

test('a wrong key stops the plan: one try used, nothing written, a receipt all the same', async () => {
  const { jobs, store, plan, apply, uicc } = await planned();
  const before = uicc.snapshot().files;
  const receipt = await apply({ keys: wrongAdm1 });
  expect(receipt).toMatchObject({ result: 'stopped', error: { code: 'pin.wrong' }, readBack: [] });
  expect(receipt.done.every(({ state }) => state === 'skipped')).toBe(true);
  expect(uicc.snapshot().files).toEqual(before);
  expect(jobs.plan(plan.id).state).toBe('stopped');
  expect(jobs.openPlans()).toEqual([]);
  await expect(apply()).rejects.toThrow(code('plan.not-ready'));
  const next = await jobs.makePlan(await inReader(uicc), provision, actor);
  expect(next.keys).toMatchObject([{ name: 'ADM1', triesLeft: 2 }]);
  expect(next.continues).toBeUndefined();
  expect(store.receipts.check()).toEqual({ intact: true, checked: 1 });
});

test('without the key the card is not touched and the plan stays ready', async () => {
  const { jobs, store, plan, apply, uicc } = await planned();
  const { executed } = uicc;
  await expect(apply({ keys: {} })).rejects.toThrow(code('key.missing'));
  await expect(apply({ keys: { ADM1: { format: 'hex', value: 'xyz' } } })).rejects.toThrow(
    code('pin.malformed'),
  );
  await expect(apply({ keys: { KEY: adm1.ADM1 } })).rejects.toThrow(code('key.unknown'));
  await expect(apply({ keys: { ...adm1, '0a': { format: 'digits', value: '87654321' } } })).rejects.toThrow(
    code('key.twice'),
  );
  expect(uicc.executed).toBe(executed);
  expect(jobs.plan(plan.id).state).toBe('ready');
  expect(store.receipts.list({})).toEqual([]);
  expect(store.audit.list({})[0]).toMatchObject({
    action: 'plan.apply',
    outcome: 'failed',
    iccid: plan.iccid,
  });
});

test('the last try is refused unless it is allowed, and the plan stays ready', async () => {
  const { jobs, store, plan, apply, uicc } = await planned('adm-one-try');
  await expect(apply()).rejects.toThrow(code('pin.last-try'));
  expect(jobs.plan(plan.id).state).toBe('ready');
  expect(store.receipts.list({})).toEqual([]);
  expect(uicc.snapshot().keys.map(({ tries }) => tries)).toContain(1);
  expect(await apply({ lastTry: ['ADM1'] })).toMatchObject({ result: 'verified' });
});

test('a plan that is blocked cannot be applied', async () => {
  const { plan, apply } = await planned('adm-blocked');
  expect(plan).toMatchObject({ state: 'blocked', blockers: [{ code: 'pin.blocked' }] });
  await expect(apply()).rejects.toThrow(code('plan.not-ready'));
});

test('a swapped card is not written, and the plan waits for its own', async () => {
  const { jobs, store, plan, apply } = await planned();
  const other = seeded('provisioned');
  const before = other.snapshot().files;
  const request = { plan: plan.id, iccid: plan.iccid, keys: adm1 };
  await expect(jobs.apply(await inReader(other), request, actor)).rejects.toThrow(code('card.swapped'));
  expect(other.snapshot().files).toEqual(before);
  expect(store.receipts.list({})).toEqual([]);
  await expect(apply({ iccid: '8900101000000000100' })).rejects.toThrow(code('plan.other-card'));
  const real = { ...(await inReader(other)), simulated: false };
  await expect(jobs.apply(real, request, actor)).rejects.toThrow(code('plan.other-card'));
  expect(await apply({ iccid: '89001010000000 00019' })).toMatchObject({ result: 'verified' });
});

test('an unknown plan is said to be unknown', async () => {
  const { jobs, apply } = await planned();
  await expect(apply({ plan: 'none' })).rejects.toThrow(code('plan.unknown'));
  expect(() => jobs.plan('none')).toThrow(code('plan.unknown'));
});

test('a plan is applied once, also when two try at the same time', async () => {
  const { store, apply } = await planned();
  const ends = await Promise.allSettled([apply(), apply()]);
  const refused = ends.filter((end) => end.status === 'rejected').map(({ reason }): unknown => reason);
  expect(refused).toEqual([code('plan.not-ready')]);
  expect(store.receipts.check().checked).toBeLessThanOrEqual(1);
});

test('stored keys are used, and typed ones kept once the card has accepted them', async () => {
  const { vault, apply, jobs, uicc } = await planned();
  await expect(apply({ remember: true })).rejects.toThrow(code('vault.locked'));
  await vault.openByPassphrase('passphrase');
  expect(await apply({ remember: true })).toMatchObject({ result: 'verified' });
  const wipe = await jobs.makePlan(await inReader(uicc), { kind: 'wipe' }, actor);
  expect(wipe.keys).toMatchObject([{ name: 'ADM1', stored: true }]);
  const request = { plan: wipe.id, iccid: wipe.iccid, keys: {} };
  vault.lock();
  await expect(jobs.apply(await inReader(uicc), request, actor)).rejects.toThrow(code('vault.locked'));
  await vault.openByPassphrase('passphrase');
  expect(await jobs.apply(await inReader(uicc), request, actor)).toMatchObject({ result: 'verified' });
});

test('a key that the card refused is not kept', async () => {
  const { vault, apply, jobs, uicc } = await planned();
  await vault.openByPassphrase('passphrase');
  expect(await apply({ keys: wrongAdm1, remember: true })).toMatchObject({ result: 'stopped' });
  const next = await jobs.makePlan(await inReader(uicc), provision, actor);
  expect(next.keys).toMatchObject([{ name: 'ADM1', stored: false }]);
});

test('a key that a simulated card has accepted is never put into the real one with its ICCID', async () => {
  const { vault, apply, jobs, uicc } = await planned();
  await vault.openByPassphrase('passphrase');
  await apply({ remember: true });
  const real = { ...(await inReader(uicc)), simulated: false };
  const plan = await jobs.makePlan(real, { kind: 'wipe' }, actor);
  expect(plan.keys).toMatchObject([{ name: 'ADM1', stored: false }]);
  await expect(jobs.apply(real, { plan: plan.id, iccid: plan.iccid, keys: {} }, actor)).rejects.toThrow(
    code('key.missing'),
  );
  const again = await jobs.makePlan(await inReader(uicc), { kind: 'wipe' }, actor);
  expect(again.keys).toMatchObject([{ name: 'ADM1', stored: true }]);
});

test('no key is in any file of the store', async () => {
  const { folder, vault, apply } = await planned();
  await vault.openByPassphrase('passphrase');
  await apply({ remember: true });
  for (const name of readdirSync(folder).filter((file) => file.startsWith('cardwright.db'))) {
    const bytes = readFileSync(join(folder, name));
    expect(bytes.includes(Buffer.from('12345678')), name).toBe(false);
    expect(bytes.includes(Buffer.from('3132333435363738')), name).toBe(false);
  }
});

test.each([
  `UPDATE plans SET program = json_set(program, '$.steps[0].after', '00')`,
  `UPDATE plans SET program = json_set(program, '$.iccid', '89')`,
  `UPDATE plans SET program = json_remove(program, '$.steps[0]')`,
  `UPDATE plans SET program = 'x'`,
])('a stored plan that is not what was shown is not applied: %s', async (script) => {
  const { folder, uicc, apply } = await planned();
  tamper(folder, script);
  const { executed } = uicc;
  await expect(apply()).rejects.toThrow(code('plan.unreadable'));
  expect(uicc.executed).toBe(executed);
});
