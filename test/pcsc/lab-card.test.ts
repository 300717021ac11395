import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { fromHex, toHex } from '../../main/base/bytes.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../main/lab/uicc/uicc.ts';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderConnection, ReaderPort } from '../../native/reader-port.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { runProgram } from '../support/run-program.ts';
import { readerIs } from '../support/snapshots.ts';

// The software UICC as a card in a reader of the real PC/SC stack.
const selectMf = '00a40004023f00';
const selectIccid = '00a40004022fe2';
let pcscd: Pcscd;
let port: ReaderPort;
let link: VpcdLink | undefined;
let name: string;

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

function insert(seed: string): Uicc {
  const device = createUicc({ image: loadSeed(seed).image });
  link = serveVpcd({ device, port: pcscd.readers[0]!.port });
  return device;
}

const send = async (connection: ReaderConnection, hex: string) =>
  toHex(await connection.exchange(fromHex(hex), { name: 'TEST', sensitive: 'none' }));

test('a UICC with the manners of T=0: 61xx, GET RESPONSE, 6Cxx, and its ICCID', async () => {
  insert('usim-prepersonalised');
  await readerIs(port, name, 'card');
  const connection = await port.connect(name);
  expect(connection.protocol).toBe('T=0');
  const announced = await send(connection, selectMf);
  expect(announced).toMatch(/^61..$/);
  const fcp = await send(connection, `00c00000${announced.slice(2)}`);
  expect(fcp).toMatch(/^62.*83023f00.*9000$/);
  await send(connection, selectIccid);
  expect(await send(connection, '00b0000000')).toBe('6c0a');
  expect(await send(connection, '00b000000a')).toMatch(/^9800.{16}9000$/);
});

test('a T=1 card', async () => {
  insert('t1-card');
  await readerIs(port, name, 'card');
  const connection = await port.connect(name);
  expect(connection.protocol).toBe('T=1');
  expect(await send(connection, `${selectMf}00`)).toMatch(/^62.*9000$/);
});

test('a mute card', async () => {
  insert('mute');
  await readerIs(port, name, 'mute');
  await expect(port.connect(name)).rejects.toMatchObject({ code: 'card.mute' });
});

test('a card that is taken out before a command, and put in again', async () => {
  const uicc = insert('usim-prepersonalised');
  await readerIs(port, name, 'card');
  const connection = await port.connect(name);
  uicc.setFault({ kind: 'removal', apdu: 2 });
  await send(connection, selectMf);
  await expect(send(connection, selectMf)).rejects.toMatchObject({ code: 'card.removed' });
  await connection.close('power-off');
  await readerIs(port, name, 'empty');
  uicc.insert();
  await readerIs(port, name, 'card');
  expect(await send(await port.connect(name), selectMf)).toMatch(/^61/);
});

test('a card that loses power in a command comes back by itself, reset', async () => {
  const uicc = insert('usim-prepersonalised');
  const { insertions } = await readerIs(port, name, 'card');
  const stop = port.watch(() => undefined);
  const connection = await port.connect(name);
  await send(connection, selectIccid);
  uicc.setFault({ kind: 'power-loss', when: 'after', apdu: 1 });
  await expect(send(connection, '00b000000a')).rejects.toMatchObject({ code: 'card.removed' });
  await connection.close('power-off');
  await readerIs(port, name, 'empty');
  const back = await readerIs(port, name, 'card');
  expect(back.insertions).toBeGreaterThan(insertions);
  const again = await port.connect(name);
  expect(await send(again, '00b000000a')).toBe('6986');
  stop();
});

test('another program reads its master file', async () => {
  insert('usim-prepersonalised');
  await readerIs(port, name, 'card');
  const { stdout } = await runProgram(
    'opensc-tool',
    ['-r', name, '-s', selectMf, '-s', '00A40004022FE2'],
    pcscd.env,
  );
  expect(stdout.match(/SW1=0x90, SW2=0x00/g)).toHaveLength(2);
});
