import { afterAll, beforeAll, expect, test } from 'vitest';
import { CardwrightError } from '../../main/base/error.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { withOwnIccid } from '../../main/engine/simulator/own-iccid.ts';
import type { CardFault } from '../../main/lab/uicc/faults.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../main/lab/uicc/uicc.ts';
import { contentsOf, triesLeft } from '../support/card-image.ts';
import { putCard } from '../support/card-in-reader.ts';
import { type Pcscd, startPcscd, type VirtualReader } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { gatewayValues } from './gateway-values.ts';

/** Readers that work side by side. */
const lanes = 4;
let pcscd: Pcscd;

beforeAll(async () => {
  pcscd = await startPcscd(lanes);
});
afterAll(() => pcscd.dispose());

interface Job {
  readonly seed: string;
  readonly profile: string;
  readonly adm: string;
}

/** Where a run is torn: at an exchange counted from the beginning of plan.apply. */
type Tear = Extract<CardFault, { kind: 'power-loss' }>;

const origin = { origin: 'cli' } as const;

function plan(engine: Engine, reader: VirtualReader, job: Job) {
  return engine.call(
    'plan.make',
    { reader: reader.name, profile: job.profile, values: gatewayValues },
    origin,
  );
}

async function provision(engine: Engine, reader: VirtualReader, job: Job, fault?: () => void) {
  const made = await plan(engine, reader, job);
  expect(made.blockers).toEqual([]);
  fault?.();
  const keys = { ADM1: { format: 'digits', value: job.adm } } as const;
  return engine.call('plan.apply', { plan: made.id, iccid: made.iccid, keys }, origin);
}

/** What is on the card, but for its ICCID, by which the cards of a test differ. */
function valuesOn(uicc: Uicc): Readonly<Record<string, string>> {
  const { 'MF/2fe2': _, ...contents } = contentsOf(uicc.snapshot());
  return contents;
}

/** The exchanges of an untorn run from the presentation of the key to the last write, and the card after it. */
async function untorn(engine: Engine, job: Job) {
  const uicc = createUicc({ image: loadSeed(job.seed).image });
  const instructions: number[] = [];
  const device = {
    reset: uicc.reset,
    powerOff: uicc.powerOff,
    transmit: (command: Uint8Array) => {
      instructions.push(command[1] ?? 0);
      return uicc.transmit(command);
    },
  };
  const [reader] = pcscd.readers;
  const card = await putCard(reader!, device);
  const receipt = await provision(engine, reader!, job, () => instructions.splice(0));
  await card.remove();
  expect(receipt.result).toBe('verified');
  const writes = instructions.flatMap((ins, i) => ([0xd6, 0xdc, 0xe0].includes(ins) ? [i + 1] : []));
  return {
    values: valuesOn(uicc),
    writes,
    first: instructions.indexOf(0x20) + 1,
    last: writes.at(-1)!,
    all: instructions.length,
  };
}

/** Tears one run, recovers, and compares. Gives how many receipts that left. */
async function tearAndRecover(
  engine: Engine,
  reader: VirtualReader,
  job: Job,
  uicc: Uicc,
  tear: Tear,
  right: Readonly<Record<string, string>>,
): Promise<number> {
  const where = `power lost ${tear.when} exchange ${tear.apdu}`;
  const torn = await putCard(reader, uicc);
  const receipt = await provision(engine, reader, job, () => uicc.setFault(tear)).catch((error: unknown) => {
    expect(error, where).toBeInstanceOf(CardwrightError);
    expect(error, where).toMatchObject({ kind: 'interrupted' });
    return undefined;
  });
console.error(Date.now()%1e7, "taking out", JSON.stringify(tear));  await torn.remove();
  if (receipt !== undefined) expect(receipt.result, where).toBe('interrupted');

console.error(Date.now()%1e7, "torn", JSON.stringify(tear));  const back = await putCard(reader, uicc);
  const next = await plan(engine, reader, job);
  expect(next.blockers, where).toEqual([]);
  const begun = receipt?.done.some(({ state }) => state === 'done' || state === 'unknown') === true;
  expect(next.continues, where).toBe(begun ? receipt.planId : undefined);
  // Torn while it was read back: nothing is missing.
console.error(Date.now()%1e7, "planned", JSON.stringify(tear));  const complete = next.state === 'nothing-to-do';
  if (!complete) {
    const keys = { ADM1: { format: 'digits', value: job.adm } } as const;
    const end = await engine.call('plan.apply', { plan: next.id, iccid: next.iccid, keys }, origin);
    expect(end.result, where).toBe('verified');
  }
console.error(Date.now()%1e7, "removing", JSON.stringify(tear));  await back.remove();
  expect(valuesOn(uicc), where).toEqual(right);
  expect(triesLeft(uicc.snapshot()), where).toBe(3);
  return (receipt === undefined ? 0 : 1) + (complete ? 0 : 1);
}

/** Does all of `work`, one at a time in each reader. */
async function inLanes<T>(work: readonly T[], run: (item: T, reader: VirtualReader) => Promise<void>) {
  const waiting = [...work];
  const lane = async (reader: VirtualReader): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item, reader);
  };
  const ends = await Promise.allSettled(pcscd.readers.map(lane));
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
    const run = await untorn(engine, job);
    const tears = choose(run);
    let cards = 0;
    let receipts = 1;
    await inLanes(tears, async (item, reader) => {console.error(Date.now()%1e7, "tear", JSON.stringify(item), reader.name);
      const image = withOwnIccid(loadSeed(job.seed).image, ++cards);
      const left = await tearAndRecover(engine, reader, job, createUicc({ image }), item, run.values);
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
