import { afterEach, expect, test } from 'vitest';
import type { EventEnvelope } from '../contract/envelope.ts';
import { progressDoc } from '../contract/operation.ts';
import { ForkedEngine } from './testing/forked-engine.ts';
import { TestEngine, temporaryFolder } from './testing/test-engine.ts';
import { adm, workOrder } from './testing/work-order.ts';

let forked: ForkedEngine | undefined;
let engine: TestEngine | undefined;
afterEach(async () => {
  await forked?.kill();
  await engine?.discard();
});

const isStep =
  (index: number) =>
  (message: unknown): message is EventEnvelope => {
    if (typeof message !== 'object' || message === null || !('event' in message)) return false;
    if (message.event !== 'operation.progress' || !('data' in message)) return false;
    return progressDoc.safeParse(message.data).data?.step?.index === index;
  };

test.each([0, 2, 5])(
  'killed in step %i, the next engine finds the card, the plan and the record, and finishes',
  async (step) => {
    const folder = temporaryFolder();
    forked = new ForkedEngine(folder);
    forked.start({ folder, keychain: false });
    const { reader } = await forked.call('simulator.add', { seed: 'usim-prepersonalised' });
    const plan = await forked.call('plan.make', workOrder(reader));
    await forked.call('simulator.fault', { reader, fault: { kind: 'delay', perApduMs: 20, perByteMs: 0 } });
    forked.send({ id: 'apply', call: 'plan.apply', input: { plan: plan.id, iccid: plan.iccid, keys: adm } });
    await forked.seen(isStep(step));
    await forked.kill();

    engine = await TestEngine.start({ folder });
    expect(await engine.call('plan.open', {})).toMatchObject([{ id: plan.id, state: 'interrupted' }]);
    expect(await engine.call('receipts.list', {})).toMatchObject([
      { result: 'interrupted', iccid: plan.iccid },
    ]);
    expect((await engine.call('operations.list', {})).find(({ id }) => id === 'apply')).toMatchObject({
      state: 'failed',
      reader,
      error: { kind: 'interrupted' },
    });
    const next = await engine.call('plan.make', workOrder(reader));
    expect(next.continues).toBe(plan.id);
    const receipt = await engine.call('plan.apply', { plan: next.id, iccid: next.iccid, keys: adm });
    expect(receipt).toMatchObject({ result: 'verified', number: 2 });
    expect(await engine.call('plan.open', {})).toEqual([]);
    expect(await engine.call('receipts.check', {})).toMatchObject({ intact: true, checked: 2 });
  },
);

test('while one process works with the simulated cards, another sees them as held and cannot change them', async () => {
  const folder = temporaryFolder();
  forked = new ForkedEngine(folder);
  forked.start({ folder, keychain: false });
  const { reader } = await forked.call('simulator.add', { seed: 'usim-prepersonalised' });

  engine = await TestEngine.start({ folder });
  expect((await engine.call('readers.list', {})).readers).toMatchObject([
    { id: reader, simulated: true, state: 'held', problem: { code: 'reader.held' } },
  ]);
  await expect(engine.call('card.report', { reader, scope: 'all' })).rejects.toMatchObject({
    code: 'reader.held',
  });
  await expect(engine.call('simulator.add', { seed: 'mute' })).rejects.toMatchObject({
    code: 'simulator.held',
  });
  await expect(engine.call('simulator.remove', { reader })).rejects.toMatchObject({ code: 'simulator.held' });
  await engine.close();
  await forked.kill();

  engine = await TestEngine.start({ folder });
  expect((await engine.call('card.report', { reader, scope: 'all' })).card.iccid).toBe('8900101000000000019');
});
