import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { planDoc } from '../../main/contract/plan.ts';
import { chainCheckDoc, receiptDoc, receiptSummaryDoc } from '../../main/contract/receipt.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { contentsOf, triesLeft } from '../support/card-image.ts';
import { CardThread } from '../support/card-thread.ts';
import { cliOf } from '../support/cli.ts';
import { pcscSees } from '../support/pcsc-sees.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { gatewayValues } from './gateway-values.ts';

const env = { CARDWRIGHT_ADM1: '12345678' };
const writing = [0xd6, 0xdc, 0xe0];
let pcscd: Pcscd;
let cards: readonly CardThread[];

beforeAll(async () => {
  pcscd = await startPcscd(2);
  cards = pcscd.readers.map((reader) => new CardThread(reader));
});
afterAll(async () => {
  await Promise.all(cards.map((card) => card.end()));
  await pcscd.dispose();
});

interface Job {
  readonly seed: string;
  readonly profile: string;
}

/** A new station and a fresh card with a plan that is ready. */
async function begin(card: CardThread, { seed, profile }: Job) {
  const cli = cliOf(temporaryFolder(), pcscd.env);
  const order = join(temporaryFolder(), 'order.json');
  writeFileSync(order, JSON.stringify(gatewayValues));
  await card.insert(loadSeed(seed).image);
  const desired = ['-p', profile, '--values', order, '-r', card.reader.name];
  const plan = await cli.json(planDoc, ['plan', ...desired]);
  await card.count();
  return { cli, desired, plan, apply: ['apply', plan.id, '--yes', '--iccid', plan.iccid] };
}

async function undisturbed(card: CardThread, job: Job) {
  const { cli, apply } = await begin(card, job);
  expect((await cli.json(receiptDoc, apply, { env })).result).toBe('verified');
  const instructions = await card.instructions();
  await card.remove();
  return { instructions, contents: contentsOf(await card.image()) };
}

const writesOf = (instructions: readonly number[]) =>
  instructions.filter((ins) => writing.includes(ins)).sort((a, b) => a - b);

/** Kills the program while the card has command number `at` and has not answered, then has another one finish. */
async function killAndRollForward(
  card: CardThread,
  job: Job,
  at: number,
  right: Awaited<ReturnType<typeof undisturbed>>,
): Promise<void> {
  const where = `killed during exchange ${at}`;
  const { cli, desired, plan, apply } = await begin(card, job);
  const { reached } = await card.holdAt(at);
  const program = cli.start(['--json', ...apply], env);
  await reached;
  expect((await program.kill()).code, where).toBeNull();
  // The card does not know that nobody waits for its answer.
  await card.release();
  await pcscSees(card.reader, 'card');

  const next = await cli.json(planDoc, ['plan', ...desired]);
  expect(next.blockers, where).toEqual([]);
  const complete = next.state === 'nothing-to-do';
  const touched = right.instructions.slice(0, at).some((ins) => writing.includes(ins));
  expect(next.continues, where).toBe(touched ? plan.id : undefined);
  if (!complete) {
    const again = ['apply', next.id, '--yes', '--iccid', next.iccid];
    expect((await cli.json(receiptDoc, again, { env })).result, where).toBe('verified');
  }
  // The order may differ: the second run finds files that the first one had to create.
  expect(writesOf(await card.instructions()), `${where}: none lost, none twice`).toEqual(
    writesOf(right.instructions),
  );
  await card.remove();
  const image = await card.image();
  expect(contentsOf(image), where).toEqual(right.contents);
  expect(triesLeft(image), where).toBe(3);

  const receipts = await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list']);
  const results = receipts.map(({ result }) => result);
  expect(results, where).toEqual([...(complete ? [] : ['verified']), 'interrupted']);
  const chain = { intact: true, checked: results.length };
  expect(await cli.json(chainCheckDoc, ['receipt', 'verify']), where).toEqual(chain);
}

async function killAt(job: Job, choose: (instructions: readonly number[]) => readonly number[]) {
  const right = await undisturbed(cards[0]!, job);
  const waiting = [...choose(right.instructions)];
  const lane = async (card: CardThread): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift())
      await killAndRollForward(card, job, at, right);
  };
  const ends = await Promise.allSettled(cards.map(lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

const writesIn = (instructions: readonly number[]) =>
  instructions.flatMap((ins, i) => (writing.includes(ins) ? [i + 1] : []));

test('killed with SIGKILL in writes, between them and while it reads back', {
  timeout: 200_000,
}, async () => {
  await killAt({ seed: 'usim-prepersonalised', profile: 'access-network' }, (instructions) => {
    const writes = writesIn(instructions);
    const some = writes.flatMap((at, i) => (i % 2 === 0 ? [at] : i % 4 === 1 ? [at + 1] : []));
    return [1, instructions.indexOf(0x20) + 2, ...some, writes.at(-1)!, writes.at(-1)! + 10];
  });
});

test('killed while it creates files', { timeout: 200_000 }, async () => {
  await killAt({ seed: 'usim-blank', profile: 'access-network-create' }, (instructions) =>
    writesIn(instructions).filter((_, i) => [0, 4, 9, 31].includes(i)),
  );
});
