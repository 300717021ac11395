import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestEngine } from './testing/test-engine.ts';
import { adm, admBytes, workOrder } from './testing/work-order.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start();
});
afterEach(() => engine.discard());

const addCard = async (seed = 'usim-prepersonalised'): Promise<string> =>
  (await engine.call('simulator.add', { seed })).reader;

test('the main job: report, plan, apply, receipt, nothing to do, wipe', async () => {
  const reader = await addCard();
  const report = await engine.call('card.report', { reader, scope: 'onem2m' });
  const iccid = report.card.iccid ?? '';
  expect(iccid).toBe('8900101000000000019');

  const plan = await engine.call('plan.make', workOrder(reader));
  expect(plan).toMatchObject({
    state: 'ready',
    iccid,
    reader,
    keys: [{ name: 'ADM1', triesLeft: 3, stored: false }],
  });
  const receipt = await engine.call('plan.apply', { plan: plan.id, iccid, keys: adm });
  expect(receipt).toMatchObject({ result: 'verified', iccid, reader, simulated: true, number: 1 });
  expect(receipt.readBack.length).toBeGreaterThan(5);
  expect(receipt.readBack.every(({ match }) => match)).toBe(true);

  const after = await engine.call('card.report', { reader, scope: 'onem2m' });
  const sid = after.files.find(({ name }) => name === 'EF_1M2MSID');
  expect(sid?.contents[0]?.value).toBe('sub-0001');
  expect((await engine.call('plan.make', workOrder(reader))).state).toBe('nothing-to-do');
  expect((await engine.call('card.verify', workOrder(reader))).verified).toBe(true);

  const wipe = await engine.call('plan.wipe', { reader });
  const wiped = await engine.call('plan.apply', { plan: wipe.id, iccid, keys: adm });
  expect(wiped).toMatchObject({ kind: 'wipe', result: 'verified', number: 2, previousHash: receipt.hash });
  expect((await engine.call('card.verify', workOrder(reader))).verified).toBe(false);
  expect(await engine.call('receipts.check', {})).toMatchObject({ intact: true, checked: 2 });
  expect(await engine.call('plan.open', {})).toEqual([]);
});

test('a newly inserted card is identified by itself, forgotten when it is out, known again when it is back', async () => {
  await engine.call('readers.list', {});
  const known = engine.next(
    ({ event, data }) =>
      event === 'readers.changed' && data.readers[0]?.card?.iccid === '8900101000000000019',
  );
  const reader = await addCard();
  await known;
  expect(await engine.call('card.last', { reader })).toBeNull();
  const out = engine.next(
    ({ event, data }) => event === 'readers.changed' && data.readers[0]?.state === 'empty',
  );
  await engine.call('simulator.eject', { reader });
  await out;
  expect((await engine.call('readers.list', {})).readers[0]).toEqual({
    id: reader,
    name: reader,
    simulated: true,
    state: 'empty',
    busy: false,
  });
  await expect(engine.call('card.report', { reader, scope: 'all' })).rejects.toMatchObject({
    code: 'card.absent',
  });
  const back = engine.next(
    ({ event, data }) => event === 'readers.changed' && data.readers[0]?.card !== undefined,
  );
  await engine.call('simulator.insert', { reader });
  await back;
});

test('for a command line no card is touched that it did not ask for', async () => {
  const folder = engine.folder;
  await addCard();
  await engine.close();
  engine = await TestEngine.start({ folder, host: 'cli' });
  expect((await engine.call('readers.list', {})).readers).toMatchObject([{ state: 'card', busy: false }]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await engine.call('trace.list', {})).toEqual([]);
});

test('what was said of the health of a card does not outlive a write', async () => {
  const reader = await addCard('faulty-onem2m');
  await engine.call('card.report', { reader, scope: 'onem2m' });
  expect((await engine.call('readers.list', {})).readers[0]?.health).toBe('fault');
  const plan = await engine.call('plan.wipe', { reader });
  expect((await engine.call('plan.apply', { plan: plan.id, iccid: plan.iccid, keys: adm })).result).toBe(
    'verified',
  );
  const [after] = (await engine.call('readers.list', {})).readers;
  expect(after?.card?.iccid).toBe(plan.iccid);
  expect(after?.health).toBeUndefined();
});

test('the last report of a card is there without the card being touched, also in the next engine', async () => {
  const reader = await addCard();
  const report = await engine.call('card.report', { reader, scope: 'all' });
  const { scope, ...inventory } = report;
  expect(scope).toBe('all');
  await engine.call('trace.clear', {});
  expect(await engine.call('card.last', { reader })).toEqual(inventory);
  expect(await engine.call('trace.list', {})).toEqual([]);
  await engine.call('card.keys', { reader });
  await engine.call('card.health', { reader });
  expect(await engine.call('card.last', { reader }), 'a look at tries takes no report away').toEqual(
    inventory,
  );
  await engine.close();
  engine = await TestEngine.start({ folder: engine.folder });
  const known = engine.next(
    ({ event, data }) => event === 'readers.changed' && data.readers[0]?.card !== undefined,
  );
  await engine.call('readers.list', {});
  await known;
  expect(await engine.call('card.last', { reader })).toEqual(inventory);
});

test('keys the card has accepted are remembered on demand, and used when none is typed', async () => {
  const reader = await addCard();
  await engine.call('vault.open', { passphrase: 'correct horse' });
  const plan = await engine.call('plan.make', workOrder(reader));
  const applied = { plan: plan.id, iccid: plan.iccid, keys: adm, remember: true };
  expect((await engine.call('plan.apply', applied)).result).toBe('verified');
  const wipe = await engine.call('plan.wipe', { reader });
  expect(wipe.keys).toMatchObject([{ name: 'ADM1', stored: true }]);

  await engine.call('vault.lock', {});
  const stored = { plan: wipe.id, iccid: wipe.iccid, keys: {} };
  await expect(engine.call('plan.apply', stored)).rejects.toMatchObject({ code: 'vault.locked' });
  await engine.call('vault.open', { passphrase: 'correct horse' });
  expect((await engine.call('plan.apply', stored)).result).toBe('verified');

  await engine.call('vault.forget', { iccid: wipe.iccid, key: 'ADM1' });
  const again = await engine.call('plan.make', workOrder(reader));
  await expect(
    engine.call('plan.apply', { plan: again.id, iccid: again.iccid, keys: {} }),
  ).rejects.toMatchObject({ code: 'key.missing', details: { keys: 'ADM1' } });
});

test('a key stored beforehand under its card is used like a remembered one', async () => {
  const reader = await addCard();
  await engine.call('vault.open', { passphrase: 'correct horse' });
  await engine.call('vault.putAdm', { iccid: '8900101000000000019', key: 'adm1', value: adm.ADM1 });
  const plan = await engine.call('plan.make', workOrder(reader));
  expect((await engine.call('plan.apply', { plan: plan.id, iccid: plan.iccid, keys: {} })).result).toBe(
    'verified',
  );
});

test('a second card of one seed has an ICCID of its own; removed readers make room', async () => {
  const [first, second] = [await addCard(), await addCard()];
  const iccids = await Promise.all(
    [first, second].map(
      async (reader) => (await engine.call('card.report', { reader, scope: 'onem2m' })).card.iccid,
    ),
  );
  expect(iccids).toEqual(['8900101000000000019', '8900101000000010018']);
  const report = await engine.call('card.report', { reader: second, scope: 'all' });
  expect(report.files.find(({ name }) => name === 'EF_ICCID')?.contents[0]).not.toHaveProperty('problem');
  await engine.call('simulator.remove', { reader: first });
  expect((await engine.call('readers.list', {})).readers.map(({ id }) => id)).toEqual([second]);
  expect(await addCard()).toBe(first);
});

test('no secret is in what the engine tells, traces or keeps', async () => {
  const reader = await addCard();
  await engine.call('vault.open', { passphrase: 'correct horse' });
  const plan = await engine.call('plan.make', workOrder(reader));
  await engine.call('plan.apply', { plan: plan.id, iccid: plan.iccid, keys: adm, remember: true });
  const trace = await engine.call('trace.list', { reader });
  const verify = trace.find(({ name, command }) => name === 'VERIFY PIN' && command.includes('••'));
  expect(verify?.command).toBe(`0020000a08${'••'.repeat(8)}`);
  await engine.call('audit.list', {});
  await engine.call('operations.list', {});
  await engine.close();
  const kept = ['cardwright.db', 'cardwright.db-wal']
    .map((name) => readIfThere(join(engine.folder, name)))
    .join('');
  expect(kept.length).toBeGreaterThan(10_000);
  for (const text of [engine.said.join('\n'), kept, engine.log.join('\n')])
    for (const secret of [adm.ADM1.value, admBytes, 'correct horse']) expect(text).not.toContain(secret);
});

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

test('long calls are operations with a beginning, progress, an end, and a line in the audit log', async () => {
  const reader = await addCard();
  const id = crypto.randomUUID();
  await engine.call('card.report', { reader, scope: 'all' }, id);
  const states = engine.told.flatMap(({ event, data }) =>
    event === 'operation.changed' && data.id === id ? [data.state] : [],
  );
  expect(states).toEqual(['running', 'done']);
  const progress = engine.told.flatMap(({ event, data }) =>
    event === 'operation.progress' && data.operation === id ? [data] : [],
  );
  expect(progress.at(-1)?.total).toBeGreaterThan(20);
  expect((await engine.call('operations.list', {}))[0]).toMatchObject({
    id,
    call: 'card.report',
    reader,
    state: 'done',
  });
  expect((await engine.call('audit.list', { limit: 1 }))[0]).toMatchObject({
    action: 'card.report',
    origin: 'app',
    reader,
    iccid: '8900101000000000019',
    outcome: 'done',
  });
});

test('a long request that is sent again under its id gets the same answer, and the work is done once', async () => {
  const reader = await addCard();
  const plan = await engine.call('plan.make', workOrder(reader));
  const envelope = {
    id: 'again',
    call: 'plan.apply',
    input: { plan: plan.id, iccid: plan.iccid, keys: adm },
  };
  const [first, second] = await Promise.all([
    engine.engine.handle(envelope, 'app'),
    engine.engine.handle(envelope, 'app'),
  ]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ ok: true, output: { result: 'verified', number: 1 } });
  expect(await engine.engine.handle(envelope, 'app')).toEqual(first);
  expect(await engine.call('receipts.list', {})).toHaveLength(1);
});
