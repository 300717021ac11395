import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CallInput, CallName } from '../../main/contract/calls.ts';
import { Answered, TestEngine } from '../../main/engine/testing/test-engine.ts';
import { adm, workOrder } from '../../main/engine/testing/work-order.ts';
import { type HostileCard, lyingCard, noisyCard, randomCard } from './hostile-cards.ts';

const reader = 'Reader of a test';
// The engine finds the hostile card where it finds every card: in a reader of the machine.
const { port } = await vi.hoisted(async () => {
  const { createSimulatedPort } = await import('../../native/simulated/simulated-port.ts');
  return { port: createSimulatedPort() };
});
vi.mock('../../native/pcsc/pcsc-port.ts', () => ({ createPcscPort: () => port }));

let engine: TestEngine;
beforeAll(async () => {
  port.addReader(reader);
  engine = await TestEngine.start({ pcsc: true, simulator: false, host: 'cli' });
});
afterAll(() => engine.discard());

/** Each call is answered in the agreed form, or refused for a reason that is not a defect of ours. */
async function ask<N extends CallName>(name: N, input: CallInput<N>) {
  try {
    return await engine.call(name, input);
  } catch (thrown) {
    expect(thrown, name).toBeInstanceOf(Answered);
    const { kind, code, message, hint } = thrown as Answered; // oxlint-disable-line typescript/no-unsafe-type-assertion
    expect({ kind, code, message, log: engine.log.at(-1) }).not.toMatchObject({ kind: 'internal' });
    expect(message).not.toBe('');
    expect(hint).not.toBe('');
    return undefined;
  }
}

/** Whatever the engine can be asked about a card, down to writing to it. */
async function interrogate(card: HostileCard): Promise<void> {
  await port.insert(reader, card);
  await ask('card.report', { reader, scope: 'onem2m' });
  await ask('card.report', { reader, scope: 'all' });
  await ask('card.read', { reader, path: 'MF/2F00' });
  await ask('card.read', { reader, path: 'a0000000871002ff49ff058903000001/5F50/6F06' });
  await ask('card.health', { reader });
  await ask('card.keys', { reader });
  await ask('card.verify', workOrder(reader));
  expect(card.presentations, 'reading presents nothing').toBe(0);
  for (const plan of [await ask('plan.make', workOrder(reader)), await ask('plan.wipe', { reader })]) {
    if (plan?.state !== 'ready') continue;
    const before = card.presentations;
    await ask('plan.apply', { plan: plan.id, iccid: plan.iccid, keys: adm });
    expect(card.presentations - before, 'a key is presented once or not at all').toBeLessThanOrEqual(1);
  }
  expect(card.commands).toBeLessThan(20_000);
  await port.eject(reader);
}

const seed = fc.nat(0xffff_ffff);
const seedName = fc.constantFrom(
  'usim-prepersonalised',
  'provisioned',
  'two-modules',
  'standalone-1m2msm',
  'compact-rules',
  'expanded-rules',
  't1-card',
  'toolkit',
);

test('a card that answers anything to anything', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(seed, (number) => interrogate(randomCard(number))),
    { numRuns: 60 },
  );
});

test('a card that lies now and then', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(seedName, seed, fc.constantFrom(2, 5, 20, 60, 200), (name, number, rarity) =>
      interrogate(lyingCard(name, number, rarity)),
    ),
    { numRuns: 60 },
  );
});

test('a card with noise in its files', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(seedName, seed, (name, number) => interrogate(noisyCard(name, number))),
    { numRuns: 40 },
  );
});

test('after all of them the record is whole', async () => {
  const { intact, checked } = await engine.call('receipts.check', {});
  expect(intact).toBe(true);
  // The cards were not all refused at the first look.
  expect(checked).toBeGreaterThan(20);
  for (const name of ['card.report', 'card.read', 'card.verify', 'plan.make', 'plan.apply'] as const)
    expect(engine.answered).toContain(name);
  const open = await engine.call('operations.list', {});
  expect(open.filter(({ state }) => state === 'running')).toEqual([]);
});
