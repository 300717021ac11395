import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { gpInfoDoc, gpItemDoc, gpResultDoc } from '../../main/contract/globalplatform.ts';
import { keyCheckDoc } from '../../main/contract/keys.ts';
import type { CardFault } from '../../main/lab/uicc/faults.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { capArchive } from '../../main/procedures/testing/cap-archive.ts';
import { CardThread } from '../support/card-thread.ts';
import { type Cli, cliOf } from '../support/cli.ts';
import { pcscSees } from '../support/pcsc-sees.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  expectNoKeys,
  importIssuerKeys,
  issuerIccid,
  issuerScp03,
  keysOn,
  passphrase,
  privateFile,
  triesOn,
} from './gp-station.ts';

// PUT KEY is the change that can make a card useless: whatever happens in the middle of it, the station has the keys that the card has.
const env = passphrase;
const putKeyIns = 0xd8;
const authenticateIns = 0x82;
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

const putOn = ({ reader }: CardThread): readonly string[] => [
  'gp',
  'put-key',
  '48',
  '--replaces',
  '48',
  '-r',
  reader.name,
  '--yes',
  '--iccid',
  issuerIccid,
];

/** A new station that has the keys of a fresh card. */
async function begin(card: CardThread): Promise<Cli> {
  const cli = cliOf(temporaryFolder(), pcscd.env);
  await card.insert(loadSeed('issuer-keys').image);
  await importIssuerKeys(cli);
  await card.count();
  return cli;
}

async function undisturbed(card: CardThread): Promise<readonly number[]> {
  const cli = await begin(card);
  expect((await cli.json(gpResultDoc, putOn(card), { env })).result).toBe('verified');
  const instructions = await card.instructions();
  await card.remove();
  return instructions;
}

/** What a program that comes after finds: the card is asked, without a try, and can be managed. */
async function expectRecovered(cli: Cli, card: CardThread, where: string): Promise<void> {
  const on = ['-r', card.reader.name];
  const info = await cli.json(gpInfoDoc, ['gp', 'info', ...on], { env });
  expect(info.unresolved, where).toBeUndefined();
  const checks = await cli.json(z.array(keyCheckDoc), ['keys', 'check', ...on], { env });
  expect(
    checks.map(({ set, stored, card: said }) => [set.name, stored === 'wrong', said]),
    where,
  ).toEqual([['SCP03 48', false, 'right']]);
  expect(await cli.json(z.array(gpItemDoc), ['gp', 'list', ...on], { env }), where).toHaveLength(1);
  await card.remove();
  const image = await card.image();
  expect(triesOn(image), where).toEqual([10, 10]);
  expectNoKeys(cli, [...keysOn(image, 48), issuerScp03.enc, issuerScp03.mac, issuerScp03.dek]);
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

test('killed with SIGKILL before, in and after PUT KEY', { timeout: 300_000 }, async () => {
  const instructions = await undisturbed(cards[0]!);
  const put = instructions.indexOf(putKeyIns) + 1;
  const opened = instructions.lastIndexOf(authenticateIns, put - 2) + 1;
  expect(put).toBeGreaterThan(opened);
  const points = [
    opened,
    opened + 1,
    put,
    ...Array.from({ length: instructions.length - put }, (_, i) => put + 1 + i),
  ];
  await inLanes([...new Set(points)], async (at, card) => {
    const where = `killed during exchange ${at} of ${instructions.length}`;
    const cli = await begin(card);
    const { reached } = await card.holdAt(at);
    const program = cli.start(['--json', ...putOn(card)], env);
    await reached;
    expect((await program.kill()).code, where).toBeNull();
    // The card does not know that nobody waits for its answer.
    await card.release();
    await pcscSees(card.reader, 'card');
    await expectRecovered(cli, card, where);
  });
});

test('killed while a package is loaded: it is there whole or not at all', { timeout: 300_000 }, async () => {
  const cap = privateFile('applet.cap', capArchive(new Uint8Array(900).fill(0x5a)));
  const loadIns = 0xe8;
  const install = ({ reader }: CardThread) => [
    'gp',
    'install',
    cap,
    '-r',
    reader.name,
    '--yes',
    '--iccid',
    issuerIccid,
  ];
  const whole = await begin(cards[0]!);
  expect((await whole.json(gpResultDoc, install(cards[0]!), { env })).result).toBe('verified');
  const instructions = await cards[0]!.instructions();
  await cards[0]!.remove();
  const first = instructions.indexOf(loadIns) + 1;
  const last = instructions.lastIndexOf(loadIns) + 1;
  expect(last).toBeGreaterThan(first);
  await inLanes([first, last, last + 1, last + 2], async (at, card) => {
    const where = `killed during exchange ${at} of ${instructions.length}`;
    const cli = await begin(card);
    const { reached } = await card.holdAt(at);
    const program = cli.start(['--json', ...install(card)], env);
    await reached;
    expect((await program.kill()).code, where).toBeNull();
    await card.release();
    await pcscSees(card.reader, 'card');
    const on = ['-r', card.reader.name];
    const items = await cli.json(z.array(gpItemDoc), ['gp', 'list', ...on], { env });
    const loaded = items.some(({ kind }) => kind === 'package');
    expect(loaded, where).toBe(at >= last);
    const goOn = loaded ? ['--package', 'd2760001180002'] : [cap];
    if (!items.some(({ kind }) => kind === 'application')) {
      const rest = ['gp', 'install', ...goOn, ...on, '--yes', '--iccid', issuerIccid];
      expect((await cli.json(gpResultDoc, rest, { env })).result, where).toBe('verified');
    }
    await card.remove();
    expect((await card.image()).securityDomain?.registry, where).toHaveLength(2);
  });
});

test('power lost before, in and after PUT KEY', { timeout: 300_000 }, async () => {
  const instructions = await undisturbed(cards[0]!);
  const put = instructions.indexOf(putKeyIns) + 1;
  const tear = (when: 'before' | 'after' | 'commit', apdu: number): CardFault => ({
    kind: 'power-loss',
    when,
    apdu,
  });
  const tears = [
    tear('before', put),
    tear('commit', put),
    tear('after', put),
    ...Array.from({ length: instructions.length - put }, (_, i) => tear('after', put + 1 + i)),
  ];
  await inLanes(tears, async (fault, card) => {
    const where = JSON.stringify(fault);
    const cli = await begin(card);
    await card.fault(fault);
    const ended = await cli(['--json', ...putOn(card)], env);
    // Of the last exchange the program has no need any more.
    if (ended.code !== 0) {
      expect(ended.code, `${where}\n${ended.stdout}`).toBe(7);
      expect(gpResultDoc.parse(JSON.parse(ended.stdout)), where).toMatchObject({ result: 'unknown' });
    }
    await card.remove();
    await card.insert();
    await expectRecovered(cli, card, where);
  });
});
