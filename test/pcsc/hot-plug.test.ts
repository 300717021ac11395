import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderPort } from '../../native/reader-port.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { readerIs, snapshotWith } from '../support/snapshots.ts';
import { ScriptedCard, t0Atr } from './scripted-card.ts';

let pcscd: Pcscd;
let port: ReaderPort;
let links: VpcdLink[];

beforeEach(async () => {
  pcscd = await startPcscd(3, 1);
  port = createPcscPort();
  links = [];
});

afterEach(async () => {
  await port.close();
  await Promise.all(links.map((link) => link.close()));
  await pcscd.dispose();
});

function insert(reader: number, card = new ScriptedCard()): VpcdLink {
  const link = serveVpcd({ device: card, port: pcscd.readers[reader]!.port });
  links.push(link);
  return link;
}

const names = (count: number) => pcscd.readers.slice(0, count).map((reader) => reader.name);

describe('cards', () => {
  test('come and go, with their ATR and a count', async () => {
    const [name = ''] = names(1);
    const empty = await readerIs(port, name, 'empty');
    expect(empty.atr).toBeUndefined();
    const stop = port.watch(() => undefined);
    const first = insert(0);
    const inside = await readerIs(port, name, 'card');
    expect(inside.atr).toEqual(t0Atr);
    expect(inside.insertions).toBeGreaterThan(empty.insertions);
    await first.close();
    const out = await readerIs(port, name, 'empty');
    expect(out.insertions).toBeGreaterThan(inside.insertions);
    stop();
  });

  test('a card without ATR is mute, and says what to do', async () => {
    insert(0, new ScriptedCard({}, new Uint8Array(0)));
    const mute = await readerIs(port, names(1)[0]!, 'mute');
    expect(mute.problem).toMatchObject({ code: 'card.mute', kind: 'card' });
    expect(mute.problem?.hint).toContain('clean its contacts');
  });
});

describe('readers', () => {
  test('are listed, and one that is plugged in appears, goes and comes back', async () => {
    const stop = port.watch(() => undefined);
    const listed = (count: number) =>
      snapshotWith(
        port,
        ({ readers }) =>
          readers
            .map((reader) => reader.name)
            .sort()
            .join() === names(count).join(),
      );
    await listed(2);
    pcscd.readers[2]!.plugIn();
    await listed(3);
    pcscd.readers[2]!.unplug();
    await listed(2);
    pcscd.readers[2]!.plugIn();
    await listed(3);
    stop();
  });

  test('a reader that was unplugged with a connected card works again when it is back', async () => {
    const [name = ''] = names(1);
    insert(0);
    const before = await readerIs(port, name, 'card');
    const lost = await port.connect(name);
    pcscd.readers[0]!.unplug();
    await snapshotWith(port, ({ readers }) => readers.every((reader) => reader.name !== name));
    await expect(lost.exchange(Uint8Array.of(0, 0xa4, 0, 0), plain)).rejects.toMatchObject({
      code: 'reader.lost',
    });
    await lost.close('power-off');
    pcscd.readers[0]!.plugIn();
    const after = await readerIs(port, name, 'card');
    expect(after.insertions).not.toBe(before.insertions);
    const back = await port.connect(name);
    expect(await back.exchange(Uint8Array.of(0, 0xa4, 0, 0), plain)).toEqual(Uint8Array.of(0x90, 0));
    await back.close('leave');
  });
});

describe('the service', () => {
  test.each(['politely', 'crash'] as const)('ends (%s) and comes back without help', async (how) => {
    const [name = ''] = names(1);
    insert(0);
    const stop = port.watch(() => undefined);
    await readerIs(port, name, 'card');
    const connection = await port.connect(name);
    await pcscd.stop(how);
    await expect(connection.exchange(Uint8Array.of(0, 0xa4, 0, 0), plain)).rejects.toMatchObject({
      code: 'reader.service-not-running',
      kind: 'reader',
    });
    const gone = await snapshotWith(port, ({ service }) => service === 'not-running');
    expect(gone.problem).toMatchObject({ code: 'reader.service-not-running' });
    expect(gone.readers).toEqual([]);
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'reader.held' });
    await connection.close('power-off');
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'reader.service-not-running' });
    await pcscd.start();
    await readerIs(port, name, 'card');
    const again = await port.connect(name);
    expect(await again.exchange(Uint8Array.of(0, 0xa4, 0, 0), plain)).toEqual(Uint8Array.of(0x90, 0));
    await again.close('leave');
    stop();
  });
});

const plain = { name: 'SELECT', sensitive: 'none' } as const;
