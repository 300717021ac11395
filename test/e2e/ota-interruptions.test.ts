import { afterAll, beforeAll, expect, test } from 'vitest';
import { toHex } from '../../main/base/bytes.ts';
import { calls } from '../../main/contract/calls.ts';
import { otaSet, remoteIccid, remoteImage } from '../../main/jobs/testing/remote-keys.ts';
import type { CardFault } from '../../main/lab/uicc/faults.ts';
import { Store } from '../../main/store/store.ts';
import { CardThread } from '../support/card-thread.ts';
import { type Cli, cliOf } from '../support/cli.ts';
import { pcscSees } from '../support/pcsc-sees.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { importKeys, unlocked } from './routes.ts';

// A packet of the bench that is interrupted: its program is killed, or the card loses its power.
const env = unlocked;
const sent = calls['ota.send'].output;
const envelopeIns = 0xc2;
let pcscd: Pcscd;
let card: CardThread;

beforeAll(async () => {
  pcscd = await startPcscd(1);
  card = new CardThread(pcscd.readers[0]!);
});
afterAll(async () => {
  await card.end();
  await pcscd.dispose();
});

/** Two bytes to EF_PL forty times, in three ENVELOPEs. */
const sending = (value: string): readonly string[] => [
  'ota',
  'send',
  '-r',
  card.reader.name,
  '--yes',
  '--iccid',
  remoteIccid,
  '--key-set',
  'OTA 2',
  '--apdu',
  '00A4000C022F05',
  ...Array.from({ length: 40 }, () => `00D6000002${value}`),
];

async function begin(): Promise<Cli> {
  const cli = cliOf(temporaryFolder(), pcscd.env);
  await importKeys(cli, otaSet);
  await card.insert(remoteImage());
  await card.count();
  return cli;
}

/** Intents of packets and what became of them, the newest first. */
function changesOf({ folder }: Cli) {
  const store = new Store(folder);
  try {
    return store.cardChanges
      .of(remoteIccid, false)
      .map(({ kind, state, document }) => ({ kind, state, title: document.title }));
  } finally {
    store.close();
  }
}

async function onCard() {
  const image = await card.image();
  const file = [...image.files.values()].find(({ header }) => header.fid === 0x2f05)!;
  return {
    counter: image.ota!.keySets.find(({ index }) => index === 2)!.counter,
    content: toHex(file.body.slice(0, 2)),
  };
}

/** Exchanges of an undisturbed run, from 1, that carry the packet: its ENVELOPEs and what fetches the proof. */
async function packetExchanges(): Promise<readonly number[]> {
  const cli = await begin();
  await cli.json(sent, sending('6465'), { env });
  const instructions = await card.instructions();
  await card.remove();
  const first = instructions.indexOf(envelopeIns);
  expect(instructions.filter((ins) => ins === envelopeIns)).toHaveLength(3);
  return instructions.slice(first).map((_, i) => first + 1 + i);
}

/** The next packet has another counter and is executed. */
async function goesOn(cli: Cli, where: string): Promise<void> {
  const next = await cli.json(sent, sending('6672'), { env });
  expect(next.packets[0], where).toMatchObject({ counter: 2, proof: { counter: 2, status: { code: '00' } } });
  expect(await onCard(), where).toEqual({ counter: 2, content: '6672' });
}

test('killed with SIGKILL in the middle of a packet: the intent is unknown, its counter is never used again', {
  timeout: 200_000,
}, async () => {
  for (const at of await packetExchanges()) {
    const where = `killed during exchange ${at}`;
    const cli = await begin();
    const { reached } = await card.holdAt(at);
    const program = cli.start(['--json', ...sending('6465')], env);
    await reached;
    expect((await program.kill()).code, where).toBeNull();
    await card.release();
    await pcscSees(card.reader, 'card');
    // The intent was on the disk before the packet left; who starts next finds nobody who could tell its end.
    expect(changesOf(cli)[0], where).toMatchObject({ kind: 'ota-packet', state: 'intended' });
    await goesOn(cli, where);
    expect(
      changesOf(cli).map(({ state, title }) => [state, /counter \d+/.exec(title)?.[0]]),
      where,
    ).toEqual([
      ['done', 'counter 2'],
      ['unknown', 'counter 1'],
    ]);
    await card.remove();
  }
});

test('the power goes in the middle of a packet: unknown, exit code 7, and the next one goes on', {
  timeout: 200_000,
}, async () => {
  const exchanges = await packetExchanges();
  const faults: readonly CardFault[] = [
    ...exchanges.map((apdu) => ({ kind: 'power-loss', when: 'before', apdu }) as const),
    { kind: 'power-loss', when: 'commit', apdu: exchanges[2]!, commit: 1 },
    { kind: 'power-loss', when: 'commit', apdu: exchanges[2]!, commit: 20 },
    { kind: 'power-loss', when: 'after', apdu: exchanges[2]! },
  ];
  for (const fault of faults) {
    const where = JSON.stringify(fault);
    const cli = await begin();
    await card.fault(fault);
    const { stdout, code } = await cli(['--json', ...sending('6465')], env);
    expect(code, where).toBe(7);
    const [torn] = sent.parse(JSON.parse(stdout)).packets;
    expect(torn, where).toMatchObject({ counter: 1, envelopes: 3, error: { code: 'ota.interrupted' } });
    expect(changesOf(cli)[0], where).toMatchObject({ state: 'unknown' });
    await card.fault({ kind: 'none' });
    await card.insert();
    await goesOn(cli, where);
    await card.remove();
  }
});
