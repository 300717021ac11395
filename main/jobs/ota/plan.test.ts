import { expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import { calls } from '../../contract/calls.ts';
import type { OtaContentInput } from '../../contract/ota.ts';
import { gatewayValues, shippedProfile } from '../../procedures/testing/gateway-values.ts';
import { inReader, seeded } from '../testing/bench.ts';
import { actor, adm1 } from '../testing/published.ts';
import { decodePacket } from './decode.ts';
import { encodePackets } from './encode.ts';
import { composed, otaBench, otaIccid, usualSpi } from './testing/ota-bench.ts';

const values = Object.fromEntries(
  Object.entries(gatewayValues).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...value],
  ]),
);
const wanted = { kind: 'provision', profile: shippedProfile('access-network'), values } as const;
const code = (expected: string) => expect.objectContaining({ code: expected });

async function planned() {
  const station = await otaBench();
  const { jobs, uicc, stored } = station;
  const plan = await jobs.makePlan(await inReader(uicc), wanted, actor);
  const content = (format: 'compact' | 'expanded-indefinite' = 'compact'): OtaContentInput => ({
    kind: 'plan',
    plan: plan.id,
    format,
  });
  return { ...station, plan, content, compose: composed({ keys: stored, content: content() }) };
}

/** Content of every file. */
const filesOf = (uicc: ReturnType<typeof seeded>): readonly string[] =>
  [...uicc.snapshot().files.values()].map(({ id, parent, body }) => `${parent}/${id} ${toHex(body)}`);

test('a plan as packets: one for each application, every step in one of them, and they decode to its commands', async () => {
  const { deps, compose, plan, custody, stored } = await planned();
  const made = await encodePackets(deps, { iccid: otaIccid, simulated: true, compose });
  const { packets } = calls['ota.encode'].output.parse(made);
  expect(packets.map(({ tar }) => tar)).toEqual(['b00001', 'b00000']);
  expect(packets.map(({ packet }) => packet.counter)).toEqual([1, 2]);
  expect(packets.flatMap(({ steps }) => steps ?? [])).toEqual(plan.steps.map(({ index }) => index));
  const decoded = decodePacket(custody, {
    parts: packets[0]!.messages.map(({ envelope }) => envelope),
    keys: stored,
  });
  expect(decoded.packet.script).toEqual(packets[0]!.packet.script);
  expect(decoded.packet.script!.map(({ what }) => what.split(':')[0])).toContain('UPDATE BINARY');
  expect(custody.counters({ iccid: otaIccid, simulated: true }).last(stored.set)).toBeUndefined();
});

test('sent: the plan is applied over SCP80 with its receipt, and the card is as ADM would have left it', async () => {
  const { send, compose, plan, jobs, store, uicc, custody, stored } = await planned();
  const { packets } = calls['ota.send'].output.parse(await send(compose));
  expect(packets.map(({ counter, error }) => [counter, error])).toEqual([
    [1, undefined],
    [2, undefined],
  ]);
  expect(packets.every(({ proof }) => proof?.status?.code === '00')).toBe(true);
  expect(jobs.plan(plan.id)).toMatchObject({ state: 'applied', route: 'scp80' });
  const [receipt] = store.receipts.list({});
  expect(store.receipts.get(receipt!.id)).toMatchObject({
    result: 'verified',
    route: 'scp80',
    keySet: 'OTA 2',
    envelopes: packets.reduce((sum, { envelopes }) => sum + envelopes, 0),
  });
  expect(custody.counters({ iccid: otaIccid, simulated: true }).last(stored.set)).toBe(2);
  const other = await planned();
  await other.jobs.apply(
    await inReader(other.uicc),
    { plan: other.plan.id, iccid: otaIccid, keys: adm1 },
    actor,
  );
  expect(filesOf(uicc)).toEqual(filesOf(other.uicc));
  // A second time there is nothing that could be sent.
  await expect(send(compose)).rejects.toThrow(code('plan.not-ready'));
});

test('refused by the card: it stands with the last packet, and the plan says what was done', async () => {
  const { send, compose, plan, jobs } = await planned();
  const { packets } = await send({ ...compose, tar: 'b00077' });
  expect(packets.map(({ error }) => error?.code)).toEqual([undefined, 'ota.tar-unknown']);
  const { state, steps } = jobs.plan(plan.id);
  expect(state).toBe('stopped');
  expect(new Set(steps.map((step) => step.state))).toEqual(new Set(['done', 'failed']));
});

test('a proof of receipt always, or no outcome could be known', async () => {
  const { send, compose, plan, jobs, uicc } = await planned();
  const before = filesOf(uicc);
  const spi = { ...usualSpi, por: 'on-error' as const };
  await expect(send({ ...compose, spi })).rejects.toThrow(code('ota.proof-required'));
  expect(filesOf(uicc)).toEqual(before);
  expect(jobs.plan(plan.id).state).toBe('ready');
});

test('the vault was locked meanwhile', async () => {
  const { send, compose, vault } = await planned();
  vault.lock();
  await expect(send(compose)).rejects.toThrow(code('vault.locked'));
});
