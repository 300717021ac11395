import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../main/base/bytes.ts';
import { CardwrightError } from '../../main/base/error.ts';
import { decodeCommandApdu } from '../../main/card/apdu.ts';
import { buildCommandPacket } from '../../main/channel/scp80/command-packet.ts';
import type { CardFault } from '../../main/lab/uicc/faults.ts';
import { createUicc, type Uicc } from '../../main/lab/uicc/uicc.ts';
import { packetMessages } from '../../main/procedures/ota/packet-messages.ts';
import { encodeScript, runScript } from '../../main/procedures/ota/run-script.ts';
import { CardSession } from '../../main/procedures/session.ts';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderConnection, ReaderPort } from '../../native/reader-port.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { readerIs } from '../support/snapshots.ts';
import { channelTo, filesOf, otaCard, pathOf, places } from './ota-card.ts';

// The power goes in the middle of a packet of several ENVELOPEs, and in the middle of its script; through the real PC/SC stack.
let pcscd: Pcscd;
let port: ReaderPort;
let link: VpcdLink | undefined;

beforeAll(async () => {
  pcscd = await startPcscd(1);
  port = createPcscPort();
});
afterAll(async () => {
  await port.close();
  await pcscd.dispose();
});
afterEach(async () => {
  await link?.close();
  await readerIs(port, pcscd.readers[0]!.name, 'empty');
});

function insert(): Uicc {
  const uicc = createUicc({ image: otaCard() });
  link = serveVpcd({ device: uicc, port: pcscd.readers[0]!.port });
  return uicc;
}

async function connect(): Promise<ReaderConnection> {
  const { name } = pcscd.readers[0]!;
  await readerIs(port, name, 'card');
  return port.connect(name);
}

/** Writes of 40 bytes, each four bytes after the one before: three ENVELOPEs, and the content tells how many were done. */
const [chunk, step] = [40, 4];
const { tar, select, size } = places.usim;
const writes = Array.from({ length: 1 + (size - chunk) / step }, (_, i) => {
  const offset = (i * step).toString(16).padStart(4, '0');
  return `00d6${offset}${chunk.toString(16)}${(0x10 + i).toString(16).repeat(chunk)}`;
});
const commands = [select, ...writes].map((hex) => decodeCommandApdu(fromHex(hex)));
const data = encodeScript('expanded-indefinite', commands);

/** The content after so many of the writes. */
function contentAfter(before: Uint8Array, done: number): string {
  const content = before.slice();
  for (const command of commands.slice(1, 1 + done))
    content.set(command.data!, command.p1 * 0x100 + command.p2);
  return toHex(content);
}

/** Sends the packet with this counter as ENVELOPEs, until the end or until the card is gone. Whether it came to the end. */
async function deliver(
  counter: number,
): Promise<{ readonly sent: number; readonly error?: CardwrightError }> {
  const channel = channelTo(2, () => counter);
  const { spi, kic, kid, keys } = channel;
  const packet = buildCommandPacket({ spi, kic, kid, tar: fromHex(tar), counter, data }, keys);
  const connection = await connect();
  let sent = 0;
  try {
    for (const { download } of packetMessages(channel, packet, counter)) {
      const envelope = concatBytes([0x80, 0xc2, 0, 0, download.length], download);
      await connection.exchange(envelope, { name: 'ENVELOPE', sensitive: 'none' });
      sent++;
    }
    return { sent };
  } catch (error) {
    if (error instanceof CardwrightError) return { sent, error };
    throw error;
  } finally {
    await connection.close('power-off');
  }
}

const stateOf = (uicc: Uicc) => ({
  counter: uicc.snapshot().ota!.keySets.find(({ index }) => index === 2)!.counter,
  content: toHex(uicc.readFileDirect(pathOf('usim'))),
});

const parts = 3;
const points: readonly (readonly [string, CardFault])[] = [
  ...Array.from({ length: parts }, (_, i) => i + 1).flatMap((apdu) => [
    [`the power goes before ENVELOPE ${apdu}`, { kind: 'power-loss', when: 'before', apdu }] as const,
    [`the power goes after ENVELOPE ${apdu}`, { kind: 'power-loss', when: 'after', apdu }] as const,
    [`the card is taken out before ENVELOPE ${apdu}`, { kind: 'removal', apdu }] as const,
  ]),
  ...Array.from({ length: 1 + writes.length }, (_, i) => i + 1).map(
    (commit) =>
      [
        `the power goes at write ${commit} of the card’s memory`,
        { kind: 'power-loss', when: 'commit', apdu: parts, commit },
      ] as const,
  ),
];

test.each(points)('%s', async (_, fault) => {
  const uicc = insert();
  const before = uicc.readFileDirect(pathOf('usim'));
  const others = filesOf(uicc.snapshot()).length;
  uicc.setFault(fault);
  const { error } = await deliver(1);
  expect(error?.code).toMatch(/^card\.(removed|mute)$/);
  uicc.setFault({ kind: 'none' });
  uicc.insert();

  // What was executed is a beginning of the script, whole commands, and the counter was used before the first of them.
  const torn = stateOf(uicc);
  const done = Array.from({ length: 1 + writes.length }, (_each, i) => i).findLast(
    (number) => contentAfter(before, number) === torn.content,
  );
  expect(done).toBeDefined();
  expect(torn.counter).toBe(torn.counter === 0 ? 0 : 1);
  if (torn.counter === 0) expect(done).toBe(0);

  // Nothing of the torn packet waits on the card: its last part alone does nothing.
  const channel = channelTo(2, () => 2);
  const connection = await connect();
  try {
    const again = new CardSession(connection);
    // The same counter again is refused if it was used, which only a proof of receipt tells.
    if (torn.counter === 1)
      await expect(
        runScript(
          again,
          channelTo(2, () => 1),
          fromHex(tar),
          commands,
          'expanded-indefinite',
        ),
      ).rejects.toMatchObject({ code: 'ota.counter-low' });
    expect(stateOf(uicc)).toEqual(torn);
    // With the next counter the whole script runs, and the card is as it should be.
    const run = await runScript(again, channel, fromHex(tar), commands, 'expanded-indefinite');
    expect(run.executed).toBe(commands.length);
    expect(stateOf(uicc)).toEqual({ counter: 2, content: contentAfter(before, writes.length) });
    expect(filesOf(uicc.snapshot()).length).toBe(others);
  } finally {
    await connection.close('power-off');
  }
});

test('the packet has as many ENVELOPEs as the points of this test count with', async () => {
  insert();
  expect(await deliver(1)).toEqual({ sent: parts });
});

test('the power goes while the answer is fetched: the script has run, and its sender does not know', async () => {
  const uicc = insert();
  const connection = await connect();
  try {
    uicc.setFault({ kind: 'power-loss', when: 'before', apdu: parts + 1 });
    const session = new CardSession(connection);
    const run = runScript(
      session,
      channelTo(2, () => 1),
      fromHex(tar),
      commands,
      'expanded-indefinite',
    );
    await expect(run).rejects.toMatchObject({ code: expect.stringMatching(/^card\.(removed|mute)$/) });
    expect(session.lost).toBeDefined();
    expect(stateOf(uicc).counter).toBe(1);
  } finally {
    await connection.close('power-off');
  }
});
