import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlanDoc } from '../contract/plan.ts';
import type { ReceiptDoc } from '../contract/receipt.ts';
import { TestEngine } from './testing/test-engine.ts';
import { adm, workOrder, wrongAdm } from './testing/work-order.ts';

let engine: TestEngine;
let reader: string;
beforeEach(async () => {
  engine = await TestEngine.start();
});
afterEach(() => engine.discard());

/** A simulated card and a plan for it. */
async function planOn(seed: string): Promise<PlanDoc> {
  ({ reader } = await engine.call('simulator.add', { seed }));
  return engine.call('plan.make', workOrder(reader));
}

const apply = ({ id, iccid }: PlanDoc, keys = adm, more = {}, operation?: string): Promise<ReceiptDoc> =>
  engine.call('plan.apply', { plan: id, iccid, keys, ...more }, operation);

const triesOfAdm1 = async (): Promise<number | undefined> =>
  (await engine.call('card.keys', { reader })).find(({ name }) => name === 'ADM1')?.triesLeft;

/** The card is brought to where the work order wants it, whatever came before. */
async function rollForward(): Promise<void> {
  const plan = await engine.call('plan.make', workOrder(reader));
  if (plan.state !== 'nothing-to-do') expect((await apply(plan)).result).toBe('verified');
  expect((await engine.call('card.verify', workOrder(reader))).verified).toBe(true);
  expect(await engine.call('plan.open', {})).toEqual([]);
  expect((await engine.call('receipts.check', {})).intact).toBe(true);
}

test('a wrong ADM costs one try, stops the job and is in the receipt', async () => {
  const receipt = await apply(await planOn('usim-prepersonalised'), wrongAdm);
  expect(receipt).toMatchObject({ result: 'stopped', error: { kind: 'access' } });
  expect(receipt.done.every(({ state }) => state === 'skipped')).toBe(true);
  expect(await triesOfAdm1()).toBe(2);
  await rollForward();
});

test('with one try left nothing is presented unless it is allowed for this card', async () => {
  const plan = await planOn('adm-one-try');
  expect(plan.keys).toMatchObject([{ name: 'ADM1', triesLeft: 1 }]);
  await expect(apply(plan)).rejects.toMatchObject({ kind: 'access' });
  expect(await triesOfAdm1()).toBe(1);
  expect((await apply(plan, adm, { lastTry: ['ADM1'] })).result).toBe('verified');
  expect(await triesOfAdm1()).toBe(3);
});

test('a blocked ADM is refused without a command to the card that could change it', async () => {
  const plan = await planOn('adm-blocked');
  if (plan.blockers.length === 0) await expect(apply(plan)).rejects.toMatchObject({ kind: 'access' });
  else expect(plan.state).toBe('blocked');
  expect(await engine.call('receipts.list', {})).toEqual([]);
});

test('a swapped card is noticed before the first write', async () => {
  const plan = await planOn('usim-prepersonalised');
  await engine.call('simulator.remove', { reader });
  expect((await engine.call('simulator.add', { seed: 'no-onem2m' })).reader).toBe(reader);
  await expect(apply(plan)).rejects.toMatchObject({ details: expect.anything() });
  const trace = await engine.call('trace.list', { reader });
  expect(trace.some(({ name, command }) => name === 'VERIFY PIN' && command.includes('••'))).toBe(false);
  expect(await engine.call('receipts.list', {})).toEqual([]);
});

test('a card that the user did not mean is not touched', async () => {
  const plan = await planOn('usim-prepersonalised');
  await engine.call('trace.clear', {});
  await expect(apply({ ...plan, iccid: '8900101000000000027' })).rejects.toMatchObject({ kind: 'input' });
  expect((await engine.call('trace.list', { reader })).some(({ name }) => name.startsWith('UPDATE'))).toBe(
    false,
  );
});

test('a cancel in the middle leaves the card in a known state and a receipt', async () => {
  const plan = await planOn('usim-prepersonalised');
  await engine.call('simulator.fault', { reader, fault: { kind: 'delay', perApduMs: 3, perByteMs: 0 } });
  const operation = crypto.randomUUID();
  const firstDone = engine.next(
    ({ event, data }) =>
      event === 'operation.progress' && data.operation === operation && data.step?.state === 'done',
  );
  const applying = apply(plan, adm, {}, operation);
  await firstDone;
  await engine.call('operations.cancel', { operation });
  const receipt = await applying;
  expect(receipt.result).toBe('cancelled');
  const states = receipt.done.map(({ state }) => state);
  expect(states).toContain('done');
  expect(states).toContain('skipped');
  expect(states).not.toContain('unknown');
  await engine.call('simulator.fault', { reader, fault: { kind: 'none' } });
  await rollForward();
});

test.each(['removal', 'power-loss'] as const)(
  '%s in the middle is an interruption that a new plan rolls forward',
  async (kind) => {
    const plan = await planOn('usim-prepersonalised');
    const firstDone = engine.next(
      ({ event, data }) => event === 'operation.progress' && data.step?.state === 'done',
    );
    const applying = apply(plan);
    await firstDone;
    await engine.call('simulator.fault', {
      reader,
      fault: kind === 'removal' ? { kind, apdu: 2 } : { kind, apdu: 2, when: 'after' },
    });
    const receipt = await applying;
    expect(receipt).toMatchObject({ result: 'interrupted' });
    expect(await engine.call('plan.open', {})).toMatchObject([{ id: plan.id, state: 'interrupted' }]);
    await engine.call('simulator.insert', { reader });
    await rollForward();
  },
);

test('a write finds its reader free or is refused; reads wait in order', async () => {
  const plan = await planOn('usim-prepersonalised');
  await engine.call('simulator.fault', { reader, fault: { kind: 'delay', perApduMs: 1, perByteMs: 0 } });
  const reads = [
    engine.call('card.report', { reader, scope: 'onem2m' }),
    engine.call('card.keys', { reader }),
  ] as const;
  await expect(apply(plan)).rejects.toMatchObject({ code: 'reader.busy' });
  const [report, keys] = await Promise.all(reads);
  expect(keys).toEqual(report.keys);
  expect((await apply(plan)).result).toBe('verified');
});

test('a waiting read can be cancelled without the card being touched for it', async () => {
  await planOn('usim-prepersonalised');
  await engine.call('simulator.fault', { reader, fault: { kind: 'delay', perApduMs: 1, perByteMs: 0 } });
  const first = engine.call('card.report', { reader, scope: 'onem2m' });
  const operation = crypto.randomUUID();
  const second = engine.call('card.report', { reader, scope: 'all' }, operation);
  await engine.call('operations.cancel', { operation });
  await expect(second).rejects.toMatchObject({ code: 'operation.cancelled' });
  await first;
  expect((await engine.call('operations.list', {})).find(({ id }) => id === operation)?.state).toBe(
    'cancelled',
  );
});

test('closing the engine in the middle of a write stops it at a step and keeps the receipt', async () => {
  const plan = await planOn('usim-prepersonalised');
  await engine.call('simulator.fault', { reader, fault: { kind: 'delay', perApduMs: 3, perByteMs: 0 } });
  const firstDone = engine.next(
    ({ event, data }) => event === 'operation.progress' && data.step?.state === 'done',
  );
  const applying = apply(plan);
  await firstDone;
  await engine.close();
  expect((await applying).result).toBe('cancelled');
  await expect(engine.call('station.get', {})).rejects.toMatchObject({ code: 'engine.closed' });
  engine = await TestEngine.start({ folder: engine.folder });
  expect(await engine.call('receipts.list', {})).toMatchObject([{ result: 'cancelled' }]);
  await rollForward();
});

test('a bank card, a mute card and a card without the files each give a clear refusal', async () => {
  for (const [seed, code] of [
    ['bank-card', 'card.not-uicc'],
    ['mute', 'card.mute'],
  ] as const) {
    ({ reader } = await engine.call('simulator.add', { seed }));
    await expect(engine.call('card.report', { reader, scope: 'onem2m' })).rejects.toMatchObject({ code });
  }
  const plan = await planOn('no-onem2m');
  expect(plan.state).toBe('blocked');
  expect(plan.blockers[0]?.hint).toBeTruthy();
  await expect(apply(plan)).rejects.toMatchObject({ kind: 'input' });
});
