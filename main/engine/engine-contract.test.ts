import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calls } from '../contract/calls.ts';
import { answerEnvelope } from '../contract/envelope.ts';
import { callNames } from '../contract/names.ts';
import { answerAkaCalls } from './testing/aka-calls.ts';
import { arbitraryInput } from './testing/arbitrary-input.ts';
import { answerGbaCalls } from './testing/gba-calls.ts';
import { answerGpCalls } from './testing/gp-calls.ts';
import { answerOtaCalls } from './testing/ota-calls.ts';
import { TestEngine } from './testing/test-engine.ts';
import { adm, workOrder } from './testing/work-order.ts';

let engine: TestEngine;
let reader: string;
beforeAll(async () => {
  engine = await TestEngine.start();
  ({ reader } = await engine.call('simulator.add', { seed: 'usim-prepersonalised' }));
});
afterAll(() => engine.discard());

test('every call of the contract has an answer that fits its schema', async () => {
  await engine.call('station.get', {});
  await engine.call('station.set', { station: 'Line 3', operator: 'Ada' });
  expect(await engine.call('vault.open', { passphrase: 'a long one' })).toMatchObject({ vault: 'open' });
  await engine.call('vault.putAdm', { iccid: '8900101000000000019', key: 'ADM1', value: adm.ADM1 });
  await handleKeys();
  await engine.call('readers.list', {});
  await engine.call('readers.diagnose', {});
  expect((await engine.call('simulator.seeds', {})).length).toBeGreaterThan(5);
  await engine.call('simulator.fault', { reader, fault: { kind: 'none' } });
  await engine.call('simulator.eject', { reader });
  await engine.call('simulator.insert', { reader });
  await engine.call('card.report', { reader, scope: 'all' });
  await engine.call('card.last', { reader });
  expect(await engine.call('card.read', { reader, path: 'MF/2FE2' })).toMatchObject({ name: 'EF_ICCID' });
  await engine.call('card.health', { reader });
  await engine.call('card.keys', { reader });

  const [profile] = await engine.call('profiles.list', {});
  const { source, id } = await engine.call('profiles.get', { profile: profile?.id ?? '' });
  const own = source.replace(/^name: .*$/m, 'name: our-own');
  expect(await engine.call('profiles.check', { source: own })).toMatchObject({ shipped: false });
  await engine.call('profiles.save', { source: own });
  await engine.call('profiles.delete', { profile: 'our-own' });
  await engine.call('profiles.checkValues', { profile: id, values: { nonsense: 'x' } });
  await engine.call('profiles.readCsv', {
    profile: id,
    csv: 'iccid,subscription-id\n8900101000000000019,sub-1\n',
  });

  await answerAkaCalls(engine, reader);
  await answerGbaCalls(engine, reader);
  await answerGpCalls(engine);
  await answerOtaCalls(engine);
  const plan = await engine.call('plan.make', workOrder(reader));
  await engine.call('plan.get', { plan: plan.id });
  await engine.call('plan.route', { plan: plan.id, route: 'plain' });
  const receipt = await engine.call('plan.apply', { plan: plan.id, iccid: plan.iccid, keys: {} });
  await engine.call('card.verify', workOrder(reader));
  await engine.call('plan.wipe', { reader });
  await engine.call('plan.open', {});
  await engine.call('receipts.list', {});
  expect(await engine.call('receipts.get', { receipt: receipt.id })).toEqual(receipt);
  await engine.call('receipts.check', {});
  await engine.call('audit.list', {});
  await engine.call('trace.list', {});
  await engine.call('trace.clear', {});
  const [operation] = await engine.call('operations.list', {});
  await engine.call('operations.cancel', { operation: operation?.id ?? '' });
  await engine.call('vault.forget', { iccid: plan.iccid, key: 'ADM1' });
  await engine.call('vault.lock', {});
  const { reader: second } = await engine.call('simulator.add', { seed: 'provisioned' });
  await engine.call('simulator.remove', { reader: second });
  expect([...engine.answered].sort()).toEqual([...callNames].sort());
});

/** A file of keys comes in, and what it brought goes again. */
async function handleKeys(): Promise<void> {
  const iccid = '8900101000000000183';
  const content = `iccid,kid1,ota1_algorithm\n${iccid},000102030405060708090a0b0c0d0e0f,aes`;
  await engine.call('keys.import', { format: 'csv', content });
  const { sets } = await engine.call('keys.list', { iccid });
  const set = sets[0]?.id ?? '';
  await engine.call('keys.check', { set });
  await engine.call('keys.raiseCounter', { set, iccid, simulated: false, counter: 5 });
  await engine.call('keys.stationKey', {});
  await engine.call('keys.forget', { set });
}

/** Opening a vault is slow on purpose, the diagnosis looks at the whole machine. */
const quick = callNames.filter((name) => name !== 'vault.open' && name !== 'readers.diagnose');

async function isAnswered(call: string, input: unknown, id: string): Promise<void> {
  const answer = answerEnvelope.parse(await engine.engine.handle({ id, call, input }, 'app'));
  expect(answer.id).toBe(id);
  if (!answer.ok) expect(answer.error.kind, JSON.stringify([call, input, answer.error])).not.toBe('internal');
}

test('whatever is sent, there is one answer in the agreed form and the engine goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.constantFrom(...quick), fc.string()), fc.anything(), fc.uuid(), isAnswered),
    { numRuns: 300 },
  );
  expect(engine.log).toEqual([]);
});

test('whatever fits the schema of a call is done or refused for a reason', async () => {
  const plans = await engine.call('plan.make', workOrder(reader));
  const known = {
    reader: [reader, 'Simulator 9'],
    path: [
      'MF',
      'MF/2F00',
      'MF/FFFF',
      'MF/7FFF/6F07',
      'a0000000871002ff49ff058903000001/5F50/6F01',
      'MF/2F06',
    ],
    target: ['MF', 'a0000000871002ff49ff058903000001/5F50', 'a0000000871002ff49ff058903000001'],
    profile: ['access-network', 'standalone', 'access-network-create@1.0.0'],
    plan: [plans.id],
    iccid: [plans.iccid],
    key: ['ADM1', 'PIN1', '81'],
    keys: ['ADM1', 'PIN1'],
    value: ['12345678', '31323334ffffffff'],
    values: ['subscription-id', 'service-provider-id', 'ae-ids'],
    seed: ['mute', 'bank-card'],
    csv: ['iccid;subscription-id\n1;2', '"'],
  };
  // Without the card there would be nothing left to ask.
  const keepsCard = quick.filter((name) => !/^simulator\.(remove|eject|fault)$/.test(name));
  const request = fc
    .constantFrom(...keepsCard)
    .chain((call) => arbitraryInput(calls[call].input, known).map((input) => ({ call, input })));
  await fc.assert(
    fc.asyncProperty(request, fc.uuid(), ({ call, input }, id) => isAnswered(call, input, id)),
    { numRuns: 300 },
  );
  expect(engine.log).toEqual([]);
  expect(await engine.call('station.get', {})).toMatchObject({ version: '0.0.0' });
}, 60_000);

test.each(callNames)('%s refuses what is no input at all and names the call', async (call) => {
  for (const input of [null, 7, 'text', [], { unknown: 'field' }]) {
    const answer = await engine.engine.handle({ id: 'x', call, input }, 'app');
    expect(answer).toMatchObject({
      id: 'x',
      ok: false,
      error: { code: 'contract.invalid-input', details: { call } },
    });
  }
});

test('a call nobody knows is refused, also one that every object has', async () => {
  for (const call of ['card.explode', 'constructor', '__proto__', ''])
    expect(await engine.engine.handle({ id: 'x', call, input: {} }, 'app')).toMatchObject({
      ok: false,
      error: { code: 'contract.unknown-call', kind: 'input' },
    });
});
