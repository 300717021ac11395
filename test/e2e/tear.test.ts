import { afterAll, beforeAll, expect, test } from 'vitest';
import { CardwrightError } from '../../main/base/error.ts';
import type { PlanDoc } from '../../main/contract/plan.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { withOwnIccid } from '../../main/engine/simulator/own-iccid.ts';
import type { CardFault } from '../../main/lab/uicc/faults.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { contentsOf, triesLeft } from '../support/card-image.ts';
import { CardThread } from '../support/card-thread.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { gatewayValues } from './gateway-values.ts';

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

interface Job {
  readonly seed: string;
  readonly profile: string;
  readonly adm: string;
}

/** Where a run is torn: at an exchange counted from the beginning of plan.apply. */
type Tear = Extract<CardFault, { kind: 'power-loss' }>;

const origin = { origin: 'cli' } as const;

function plan(engine: Engine, { reader }: CardThread, job: Job) {
  return engine.call(
    'plan.make',
    { reader: reader.name, profile: job.profile, values: gatewayValues },
    origin,
  );
}

function apply(engine: Engine, { id, iccid }: PlanDoc, job: Job) {
  const keys = { ADM1: { format: 'digits', value: job.adm } } as const;
  return engine.call('plan.apply', { plan: id, iccid, keys }, origin);
}

/** What is on the card, but for its ICCID, by which the cards of a test differ. */
function valuesOn(image: CardImage): Readonly<Record<string, string>> {
  const { 'MF/2fe2': _, ...contents } = contentsOf(image);
  return contents;
}

/** The exchanges of an untorn run from the presentation of the key to the last write, and the card after it. */
async function untorn(engine: Engine, card: CardThread, job: Job) {
  await card.insert(loadSeed(job.seed).image);
  const made = await plan(engine, card, job);
  await card.count();
  expect(await apply(engine, made, job)).toMatchObject({ result: 'verified' });
  const instructions = await card.instructions();
  await card.remove();
  const writes = instructions.flatMap((ins, i) => ([0xd6, 0xdc, 0xe0].includes(ins) ? [i + 1] : []));
  return {
    values: valuesOn(await card.image()),
    writes,
    first: instructions.indexOf(0x20) + 1,
    last: writes.at(-1)!,
    all: instructions.length,
  };
}

/** Tears one run, recovers, and compares. Gives how many receipts that left. */
async function tearAndRecover(
  engine: Engine,
  card: CardThread,
  job: Job,
  image: CardImage,
  tear: Tear,
  right: Readonly<Record<string, string>>,
): Promise<number> {
  const where = `power lost ${tear.when} exchange ${tear.apdu}`;
  await card.insert(image);
  const first = await plan(engine, card, job);
  await card.fault(tear);
  const receipt = await apply(engine, first, job).catch((error: unknown) => {
    expect(error, where).toBeInstanceOf(CardwrightError);
    expect(error, where).toMatchObject({ kind: 'interrupted' });
    return undefined;
  });
  await card.remove();
  if (receipt !== undefined) expect(receipt.result, where).toBe('interrupted');

  await card.insert();
  const next = await plan(engine, card, job);
  expect(next.blockers, where).toEqual([]);
  const begun = receipt?.done.some(({ state }) => state === 'done' || state === 'unknown') === true;
  expect(next.continues, where).toBe(begun ? first.id : undefined);
  // Torn while it was read back: nothing is missing.
  const complete = next.state === 'nothing-to-do';
  if (!complete) expect((await apply(engine, next, job)).result, where).toBe('verified');
  await card.remove();
  const end = await card.image();
  expect(valuesOn(end), where).toEqual(right);
  expect(triesLeft(end), where).toBe(3);
  return (receipt === undefined ? 0 : 1) + (complete ? 0 : 1);
}

/** Does all of `work`, one at a time in each reader. */
async function inLanes<T>(work: readonly T[], run: (item: T, card: CardThread) => Promise<void>) {
  const waiting = [...work];
  const lane = async (card: CardThread): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item, card);
  };
  const ends = await Promise.allSettled(cards.map(lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

const tear = (when: Tear['when'], apdu: number): Tear => ({ kind: 'power-loss', when, apdu });
const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.max(0, Math.ceil((to - from + 1) / step)) }, (_, i) => from + i * step);

async function tearAll(job: Job, choose: (run: Awaited<ReturnType<typeof untorn>>) => readonly Tear[]) {
  const engine = await createEngine({
    folder: temporaryFolder(),
    host: 'cli',
    pcsc: true,
    simulator: false,
    version: 'test',
  });
  try {
    const run = await untorn(engine, cards[0]!, job);
    const tears = choose(run);
    let used = 0;
    let receipts = 1;
    await inLanes(tears, async (item, card) => {
      const image = withOwnIccid(loadSeed(job.seed).image, ++used);
      const left = await tearAndRecover(engine, card, job, image, item, run.values);
      receipts += left;
    });
    expect(receipts).toBeGreaterThan(1 + tears.length);
    expect(await engine.call('receipts.check', {}, origin)).toEqual({ intact: true, checked: receipts });
    expect(await engine.call('plan.open', {}, origin)).toEqual([]);
  } finally {
    await engine.close();
  }
}

test('power lost after every exchange of the writing, and around it', { timeout: 300_000 }, async () => {
  const job = { seed: 'usim-prepersonalised', profile: 'access-network', adm: '12345678' };
  await tearAll(job, ({ writes, first, last, all }) => [
    tear('after', 1),
    ...range(first, last).map((apdu) => tear('after', apdu)),
    ...range(first, last, 4).map((apdu) => tear('before', apdu)),
    ...writes.filter((_, i) => i % 3 === 0).map((apdu) => tear('commit', apdu)),
    ...range(last + 1, all - 1, 12).map((apdu) => tear('after', apdu)),
  ]);
});

test('power lost while files and their directory are created', { timeout: 300_000 }, async () => {
  const job = { seed: 'usim-blank', profile: 'access-network-create', adm: '12345678' };
  await tearAll(job, ({ writes }) => [
    ...writes.map((apdu) => tear('after', apdu)),
    ...writes.filter((_, i) => i % 4 === 1).map((apdu) => tear('commit', apdu)),
  ]);
});
