import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { planDoc, type RouteName } from '../../main/contract/plan.ts';
import { chainCheckDoc, receiptDoc, receiptSummaryDoc } from '../../main/contract/receipt.ts';
import { issuerSet, otaSet, remoteIccid, remoteImage } from '../../main/jobs/testing/remote-keys.ts';
import { contentsOf, triesLeft } from '../support/card-image.ts';
import { CardThread } from '../support/card-thread.ts';
import { cliOf } from '../support/cli.ts';
import { pcscSees } from '../support/pcsc-sees.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { importKeys, orderFile, unlocked } from './routes.ts';

const env = unlocked;
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

/** A new station with keys, and a fresh card with a plan on this route. */
async function begin(card: CardThread, route: RouteName) {
  const cli = cliOf(temporaryFolder(), pcscd.env);
  await importKeys(cli, otaSet, issuerSet('scp03'));
  await card.insert(remoteImage());
  const desired = ['-p', 'access-network', '--values', orderFile(), '-r', card.reader.name];
  const replan = () => cli.json(planDoc, ['plan', ...desired, '--route', route], { env });
  const plan = await replan();
  await card.count();
  const apply = (id: string) => ['apply', id, '--yes', '--iccid', remoteIccid];
  return { cli, plan, replan, apply };
}

async function undisturbed(card: CardThread, route: RouteName) {
  const { cli, plan, apply } = await begin(card, route);
  expect((await cli.json(receiptDoc, apply(plan.id), { env })).result).toBe('verified');
  const instructions = await card.instructions();
  await card.remove();
  return { instructions, contents: contentsOf(await card.image()) };
}

const otaCounter = z
  .object({ sets: z.array(z.object({ name: z.string(), counter: z.number().optional() })) })
  .transform(({ sets }) => sets.find(({ name }) => name === otaName)?.counter ?? 0);
const otaName = 'OTA 2';

/** Kills the program while the card has command number `at` and has not answered, then has another one finish. */
async function killAndRollForward(
  card: CardThread,
  route: RouteName,
  at: number,
  right: Awaited<ReturnType<typeof undisturbed>>,
): Promise<void> {
  const where = `${route}, killed during exchange ${at}`;
  const { cli, plan, replan, apply } = await begin(card, route);
  const { reached } = await card.holdAt(at);
  const program = cli.start(['--json', ...apply(plan.id)], env);
  await reached;
  expect((await program.kill()).code, where).toBeNull();
  await card.release();
  await pcscSees(card.reader, 'card');
  const counter = () => cli.json(otaCounter, ['keys', 'list', '--iccid', remoteIccid]);
  const spent = await counter();

  const next = await replan();
  expect(next.blockers, where).toEqual([]);
  const complete = next.state === 'nothing-to-do';
  if (!complete) {
    const receipt = await cli.json(receiptDoc, apply(next.id), { env });
    expect(receipt, where).toMatchObject({ result: 'verified', route });
    // Each packet of the second run had a counter of its own, after those of the first.
    if (route === 'scp80') expect(await counter(), where).toBeGreaterThan(spent);
  }
  await card.remove();
  const image = await card.image();
  expect(contentsOf(image), where).toEqual(right.contents);
  expect(triesLeft(image), where).toBe(3);

  const [first] = (await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list'])).toReversed();
  expect(first?.result, where).toBe('interrupted');
  const killed = await cli.json(receiptDoc, ['receipt', 'show', '1']);
  expect(killed, where).toMatchObject({ route, keySet: route === 'scp80' ? otaName : 'SCP03 48' });
  const chain = { intact: true, checked: complete ? 1 : 2 };
  expect(await cli.json(chainCheckDoc, ['receipt', 'verify']), where).toEqual(chain);
}

async function killAt(route: RouteName, choose: (instructions: readonly number[]) => readonly number[]) {
  const right = await undisturbed(cards[0]!, route);
  const waiting = [...new Set(choose(right.instructions))];
  expect(waiting.length).toBeGreaterThan(4);
  const lane = async (card: CardThread): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift())
      await killAndRollForward(card, route, at, right);
  };
  const ends = await Promise.allSettled(cards.map(lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Places, from 1, of an instruction. */
const placesOf = (instructions: readonly number[], wanted: readonly number[]): readonly number[] =>
  instructions.flatMap((ins, i) => (wanted.includes(ins) ? [i + 1] : []));

test('killed in the middle of OTA scripts: in each ENVELOPE, before its answer is fetched, while it reads', {
  timeout: 300_000,
}, async () => {
  await killAt('scp80', (instructions) => {
    const envelopes = placesOf(instructions, [0xc2]);
    const last = envelopes.at(-1) ?? 0;
    return [1, ...envelopes, (envelopes.at(-2) ?? 0) + 1, last + 1, last + 12];
  });
});

test('killed in an open SCP03 channel: at its handshake, in writes, between them and while it reads back', {
  timeout: 300_000,
}, async () => {
  await killAt('scp03', (instructions) => {
    const handshake = placesOf(instructions, [0x50, 0x82]);
    const writes = placesOf(instructions, [0xd6, 0xdc]);
    return [...handshake, ...writes.filter((_, i) => i % 4 === 0), writes[5]! + 1, writes.at(-1)!];
  });
});
