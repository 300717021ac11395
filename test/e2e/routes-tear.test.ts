import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromHex } from '../../main/base/bytes.ts';
import { CardwrightError } from '../../main/base/error.ts';
import { mfIccid } from '../../main/card/files/mf/iccid.ts';
import type { RouteName } from '../../main/contract/plan.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { withOwnIccid } from '../../main/engine/simulator/own-iccid.ts';
import { issuerSet, keyFile, otaSet, remoteImage } from '../../main/jobs/testing/remote-keys.ts';
import type { CardFault } from '../../main/lab/uicc/faults.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import { contentsOf, triesLeft } from '../support/card-image.ts';
import { CardThread } from '../support/card-thread.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { gatewayValues } from './gateway-values.ts';
import { unlocked } from './routes.ts';

/** Readers that work side by side. */
const lanes = 4;
let pcscd: Pcscd;
let cards: readonly CardThread[];

beforeAll(async () => {
  pcscd = await startPcscd(lanes);
  cards = pcscd.readers.map((reader) => new CardThread(reader));
});
afterAll(async () => {
  await Promise.all(cards.map((card) => card.end()));
  await pcscd.dispose();
});

/** Where a run is torn: at an exchange counted from the beginning of plan.apply. */
type Tear = Extract<CardFault, { kind: 'power-loss' }>;

const origin = { origin: 'cli' } as const;

const mostCards = 80;

const iccidOf = (image: CardImage): string =>
  mfIccid.codec.decode(fromHex(contentsOf(image)['MF/2fe2'] ?? ''));

/** A station that has keys for all cards of the test. */
async function station(): Promise<Engine> {
  const folder = temporaryFolder();
  const engine = await createEngine({ folder, host: 'cli', pcsc: true, simulator: false, version: 'test' });
  await engine.call('vault.open', { passphrase: unlocked.CARDWRIGHT_PASSPHRASE }, origin);
  const cardsOfTest = Array.from({ length: mostCards }, (_, copy) => withOwnIccid(remoteImage(), copy));
  const sets = cardsOfTest.map(iccidOf).flatMap((iccid) => [
    { ...otaSet, iccid },
    { ...issuerSet('scp03'), iccid },
  ]);
  const report = await engine.call('keys.import', { format: 'json', content: keyFile(...sets) }, origin);
  expect(report).toMatchObject({ taken: sets.length });
  return engine;
}

async function plan(engine: Engine, { reader }: CardThread, route: RouteName) {
  const desired = { reader: reader.name, profile: 'access-network', values: gatewayValues };
  const made = await engine.call('plan.make', desired, origin);
  if (made.state !== 'ready') return made;
  return engine.call('plan.route', { plan: made.id, route }, origin);
}

const apply = (engine: Engine, { id, iccid }: { readonly id: string; readonly iccid: string }) =>
  engine.call('plan.apply', { plan: id, iccid, keys: {} }, origin);

/** What is on the card, but for its ICCID, by which the cards of a test differ. */
function valuesOn(image: CardImage): Readonly<Record<string, string>> {
  const { 'MF/2fe2': _, ...contents } = contentsOf(image);
  return contents;
}

async function untorn(engine: Engine, card: CardThread, route: RouteName) {
  await card.insert(remoteImage());
  const made = await plan(engine, card, route);
  await card.count();
  expect(await apply(engine, made)).toMatchObject({ result: 'verified', route });
  const instructions = await card.instructions();
  await card.remove();
  return { values: valuesOn(await card.image()), instructions };
}

/** Tears one run, recovers, and compares. Gives how many receipts that left. */
async function tearAndRecover(
  engine: Engine,
  card: CardThread,
  route: RouteName,
  image: CardImage,
  tear: Tear,
  right: Readonly<Record<string, string>>,
): Promise<number> {
  const where = `${route}, power lost ${tear.when} exchange ${tear.apdu}, write ${tear.commit ?? 1}`;
  await card.insert(image);
  const first = await plan(engine, card, route);
  await card.fault(tear);
  const receipt = await apply(engine, first).catch((error: unknown) => {
    expect(error, where).toBeInstanceOf(CardwrightError);
    expect(error, where).toMatchObject({ kind: 'interrupted' });
    return undefined;
  });
  await card.remove();
  if (receipt !== undefined) expect(receipt.result, where).toBe('interrupted');

  await card.insert();
  const next = await plan(engine, card, route);
  expect(next.blockers, where).toEqual([]);
  const after = await engine.call('plan.get', { plan: first.id }, origin);
  expect(
    after.steps.some(({ state }) => state === 'unknown'),
    where,
  ).toBe(false);
  const complete = next.state === 'nothing-to-do';
  if (!complete) expect(await apply(engine, next), where).toMatchObject({ result: 'verified', route });
  await card.remove();
  const end = await card.image();
  expect(valuesOn(end), where).toEqual(right);
  expect(triesLeft(end), where).toBe(3);
  expect(
    end.securityDomain?.keySets.map(({ tries }) => tries),
    where,
  ).toEqual(image.securityDomain?.keySets.map(({ tries }) => tries));
  return (receipt === undefined ? 0 : 1) + (complete ? 0 : 1);
}

async function tearAll(route: RouteName, choose: (instructions: readonly number[]) => readonly Tear[]) {
  const engine = await station();
  try {
    const run = await untorn(engine, cards[0]!, route);
    const waiting = [...choose(run.instructions)];
    const [tears, before] = [waiting.length, 1];
    expect(tears).toBeGreaterThan(10);
    expect(tears).toBeLessThan(mostCards);
    let used = 0;
    let receipts = before;
    const lane = async (card: CardThread): Promise<void> => {
      for (let tear = waiting.shift(); tear !== undefined; tear = waiting.shift()) {
        const image = withOwnIccid(remoteImage(), ++used);
        const left = await tearAndRecover(engine, card, route, image, tear, run.values);
        receipts += left;
      }
    };
    const ends = await Promise.allSettled(cards.map(lane));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    expect(receipts).toBeGreaterThan(tears);
    expect(await engine.call('receipts.check', {}, origin)).toEqual({ intact: true, checked: receipts });
    expect(await engine.call('plan.open', {}, origin)).toEqual([]);
  } finally {
    await engine.close();
  }
}

const placesOf = (instructions: readonly number[], wanted: readonly number[]): readonly number[] =>
  instructions.flatMap((ins, i) => (wanted.includes(ins) ? [i + 1] : []));
const tear = (when: Tear['when'], apdu: number, commit?: number): Tear => ({
  kind: 'power-loss',
  when,
  apdu,
  ...(commit === undefined ? {} : { commit }),
});

test('power lost in the middle of OTA scripts: around each ENVELOPE, and in each write of a script', {
  timeout: 300_000,
}, async () => {
  await tearAll('scp80', (instructions) => {
    const envelopes = placesOf(instructions, [0xc2]);
    // The packet with the oneM2M files is complete, and executed, with the last ENVELOPE but one.
    const executed = envelopes.at(-2) ?? 0;
    const writes = Array.from({ length: 12 }, (_, i) => i + 1);
    return [
      ...envelopes.flatMap((apdu) => [tear('before', apdu), tear('after', apdu), tear('after', apdu + 1)]),
      ...writes.map((commit) => tear('commit', executed, commit)),
      tear('commit', envelopes.at(-1) ?? 0, 1),
      tear('commit', envelopes.at(-1) ?? 0, 2),
    ];
  });
});

test('power lost in an open SCP03 channel: around the handshake and each write', {
  timeout: 300_000,
}, async () => {
  await tearAll('scp03', (instructions) => {
    const handshake = placesOf(instructions, [0x50, 0x82]);
    const writes = placesOf(instructions, [0xd6, 0xdc]);
    return [
      ...handshake.flatMap((apdu) => [tear('before', apdu), tear('after', apdu)]),
      ...writes.flatMap((apdu) => [tear('after', apdu), tear('after', apdu + 1)]),
      ...writes.filter((_, i) => i % 3 === 0).map((apdu) => tear('commit', apdu)),
    ];
  });
});
