import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../main/base/bytes.ts';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderConnection, ReaderPort } from '../../native/reader-port.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { readerIs } from '../support/snapshots.ts';
import { ScriptedCard, t0Atr, t1Atr } from './scripted-card.ts';

const run = promisify(execFile);
let pcscd: Pcscd;
let port: ReaderPort;
let name: string;
let link: VpcdLink | undefined;

beforeAll(async () => {
  pcscd = await startPcscd(1);
  name = pcscd.readers[0]!.name;
});
afterAll(() => pcscd.dispose());

beforeEach(async () => {
  port = createPcscPort();
  await readerIs(port, name, 'empty');
});
afterEach(async () => {
  await port.close();
  await link?.close();
});

async function insert(card: ScriptedCard): Promise<ScriptedCard> {
  link = serveVpcd({ device: card, port: pcscd.readers[0]!.port, reinsertAfter: 3_000 });
  await readerIs(port, name, card.atr.length === 0 ? 'mute' : 'card');
  return card;
}

const send = async (connection: ReaderConnection, hex: string) =>
  toHex(await connection.exchange(fromHex(hex), { name: 'TEST', sensitive: 'none' }));

describe('an exchange', () => {
  test('carries bytes both ways and knows ATR and protocol', async () => {
    const card = await insert(new ScriptedCard({ '00b0': '0102039000' }));
    const connection = await port.connect(name);
    expect(connection.atr).toEqual(t0Atr);
    expect(connection.protocol).toBe('T=0');
    expect(await send(connection, '00b0000003')).toBe('0102039000');
    expect(await send(connection, '00a40004023f00')).toBe('9000');
    expect(card.log.slice(-2)).toEqual(['00b0000003', '00a40004023f00']);
  });

  test('status words that ask for something come as they are', async () => {
    await insert(new ScriptedCard({ '00a4': '6119', '00b0': '6c07', '00c0': '9130' }));
    const connection = await port.connect(name);
    expect(await send(connection, '00a40004023f00')).toBe('6119');
    expect(await send(connection, '00b0000000')).toBe('6c07');
    expect(await send(connection, '00c0000019')).toBe('9130');
  });

  test('T=1 from the ATR, with an extended answer', async () => {
    const long = new Uint8Array(3_000).fill(0xa5);
    await insert(new ScriptedCard({ '00cb': `${toHex(long)}9000` }, t1Atr));
    const connection = await port.connect(name);
    expect(connection.protocol).toBe('T=1');
    expect(await send(connection, '00cb3fff000002aabb0000')).toBe(`${toHex(long)}9000`);
  });

  test('256 bytes over the virtual reader: the length that was promised does not hold, the card is asked once', async () => {
    const full = `${'5a'.repeat(256)}9000`;
    const card = await insert(new ScriptedCard({ '00b0': full }));
    const connection = await port.connect(name);
    const first = await send(connection, '00b0000000');
    expect(first).toBe('6c00');
    expect(await send(connection, '00b0000000')).toBe(full);
    expect(card.count('00b0000000')).toBe(1);
    expect(await send(connection, '00a40004023f00')).toBe('9000');
  });

  test('several that are asked for at once are done one after the other', async () => {
    let running = 0;
    let most = 0;
    const card = await insert(
      new ScriptedCard({
        '00': async (command) => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 5));
          running--;
          return Uint8Array.of(command[3]!, 0x90, 0);
        },
      }),
    );
    const connection = await port.connect(name);
    const answers = await Promise.all([1, 2, 3, 4].map((i) => send(connection, `00b0000${i}01`)));
    expect(answers).toEqual(['019000', '029000', '039000', '049000']);
    expect(most).toBe(1);
    expect(card.log.slice(-4)).toEqual(['00b0000101', '00b0000201', '00b0000301', '00b0000401']);
  });
});

describe('power', () => {
  test('a reset is warm, and a write ends with the power off', async () => {
    const card = await insert(new ScriptedCard());
    const connection = await port.connect(name);
    card.log.length = 0;
    expect(await connection.reset()).toEqual(t0Atr);
    expect(card.log).toEqual(['warm']);
    await connection.close('power-off');
    expect(card.log).toEqual(['warm', 'off', 'cold']);
  });

  test('leave leaves the card as it is', async () => {
    const card = await insert(new ScriptedCard());
    const first = await port.connect(name);
    card.log.length = 0;
    await first.close('leave');
    await (await port.connect(name)).close('leave');
    expect(card.log).toEqual([]);
  });
});

describe('exclusive', () => {
  test('nobody else gets in while a connection is open', async () => {
    await insert(new ScriptedCard());
    const connection = await port.connect(name);
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'reader.held', message: /this program/ });
    const other = run('opensc-tool', ['-r', name, '-s', '00A40004023F00'], { env: pcscd.env });
    await expect(other).rejects.toMatchObject({ stderr: expect.stringContaining('in use') });
    await connection.close('leave');
    await expect(run('opensc-tool', ['-r', name, '-a'], { env: pcscd.env })).resolves.toMatchObject({
      stdout: expect.stringContaining('3b:9f:96'),
    });
  });

  test('another program that holds the card is named as the reason, and seen by those who watch', async () => {
    await insert(new ScriptedCard());
    const other = createPcscPort();
    const holder = await other.connect(name);
    await expect(port.connect(name)).rejects.toMatchObject({
      code: 'reader.held',
      message: /another program/,
      meaning: 'Nothing was sent to the card.',
      details: { pcsc: 'SCARD_E_SHARING_VIOLATION' },
    });
    const held = await readerIs(port, name, 'held');
    expect(held.problem?.hint).toContain('Close the other program');
    await readerIs(other, name, 'card');
    await holder.close('leave');
    await readerIs(port, name, 'card');
    await other.close();
  });
});

describe('what goes wrong', () => {
  test('no such reader, no card, a mute card', async () => {
    await expect(port.connect('Nobody 00 00')).rejects.toMatchObject({ code: 'reader.unknown' });
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'card.absent', kind: 'card' });
    await insert(new ScriptedCard({}, new Uint8Array(0)));
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'card.mute', kind: 'card' });
  });

  test('a card pulled in the middle of an exchange', async () => {
    const reached = Promise.withResolvers<void>();
    await insert(
      new ScriptedCard({
        '00d6': () => {
          reached.resolve();
          return new Promise(() => undefined);
        },
      }),
    );
    const connection = await port.connect(name);
    const lost = send(connection, '00d6000001ff');
    const refused = expect(lost).rejects.toMatchObject({
      code: 'card.removed',
      kind: 'card',
      meaning: expect.stringContaining('not known'),
    });
    await reached.promise;
    await link?.close();
    await refused;
    await expect(send(connection, '00b0000001')).rejects.toMatchObject({ code: 'card.removed' });
    await expect(connection.reset()).rejects.toMatchObject({ code: 'card.removed' });
    await connection.close('power-off');
  });

  test('a card pulled between two exchanges', async () => {
    await insert(new ScriptedCard());
    const connection = await port.connect(name);
    await link?.close();
    await readerIs(port, name, 'empty');
    await expect(send(connection, '00b0000001')).rejects.toMatchObject({ code: 'card.removed' });
  });

  test('a card that falls silent; put in again it can be worked with', async () => {
    await insert(new ScriptedCard({ '00d6': 'mute' }));
    const connection = await port.connect(name);
    await expect(send(connection, '00d6000001ff')).rejects.toMatchObject({ code: 'card.removed' });
    await connection.close('power-off');
    await readerIs(port, name, 'empty');
    await readerIs(port, name, 'card');
    const again = await port.connect(name);
    expect(await send(again, '00b0000001')).toBe('9000');
  });

  test('no answer for too long gives the connection up; the reader is free when the answer comes', async () => {
    const answer = Promise.withResolvers<Uint8Array>();
    const card = await insert(new ScriptedCard({ '00d6': () => answer.promise }));
    const impatient = createPcscPort({ exchangeTimeout: 300 });
    const connection = await impatient.connect(name);
    await expect(send(connection, '00d6000001ff')).rejects.toMatchObject({
      code: 'card.no-answer',
      meaning: expect.stringContaining('not known'),
    });
    await expect(send(connection, '00b0000001')).rejects.toMatchObject({ code: 'card.no-answer' });
    await connection.close('power-off');
    await expect(impatient.connect(name)).rejects.toMatchObject({ code: 'card.no-answer' });
    answer.resolve(Uint8Array.of(0x90, 0));
    await readerIs(impatient, name, 'card');
    await expect.poll(() => card.log.at(-1)).toBe('cold');
    const again = await impatient.connect(name);
    expect(await send(again, '00b0000001')).toBe('9000');
    await impatient.close();
  });

  test('a connect that was cancelled beforehand touches nothing', async () => {
    const card = await insert(new ScriptedCard());
    card.log.length = 0;
    const cancel = AbortSignal.abort();
    await expect(port.connect(name, cancel)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(card.log).toEqual([]);
    await (await port.connect(name)).close('leave');
  });

  test('a closed port refuses', async () => {
    await port.close();
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'reader.port-closed' });
    expect(() => port.watch(() => undefined)).toThrow('given back');
  });
});
