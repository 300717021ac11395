import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LabCardEvent, serveLabCard } from './lab-card.ts';

/** Stands in for vpcd: a card connects, and is asked. */
let vpcd: Server;
let folder: string;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-lab-'));
  vpcd = createServer().listen(0, '127.0.0.1');
  await once(vpcd, 'listening');
  ({ port } = vpcd.address() as AddressInfo);
});
afterEach(() => {
  vpcd.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends one frame and reads the answer's payload. */
async function ask(socket: Socket, payload: number[]): Promise<string> {
  socket.write(Buffer.from([0, payload.length, ...payload]));
  let received = Buffer.alloc(0);
  while (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    received = Buffer.concat([received, chunk]);
  }
  return received.subarray(2).toString('hex');
}

test('a software card answers in a virtual reader, is kept in its file, and is out when it is told to end', async () => {
  const imageFile = join(folder, 'card.json');
  const events: LabCardEvent[] = [];
  const stop = new AbortController();
  const connected = once(vpcd, 'connection') as Promise<[Socket]>;
  const serving = serveLabCard({
    seed: 'usim-prepersonalised',
    imageFile,
    port,
    host: '127.0.0.1',
    signal: stop.signal,
    onEvent: (event) => events.push(event),
  });
  const [socket] = await connected;
  expect(await ask(socket, [4])).toMatch(/^3b/);
  socket.write(Buffer.from([0, 1, 1]));
  expect(await ask(socket, [0x00, 0xa4, 0x00, 0x04, 0x02, 0x3f, 0x00])).toMatch(/^61/);
  expect(existsSync(imageFile)).toBe(true);
  const closed = once(socket, 'close');
  stop.abort();
  await Promise.all([serving, closed]);
  expect(events.map(({ event }) => event)).toEqual(['inserted', 'removed']);
});

test('a fault strikes where it was set', async () => {
  const stop = new AbortController();
  const connected = once(vpcd, 'connection') as Promise<[Socket]>;
  const serving = serveLabCard({
    seed: 'usim-prepersonalised',
    port,
    signal: stop.signal,
    faults: [{ kind: 'status-word', apdu: 2, sw: '6F00' }],
  });
  const [socket] = await connected;
  await ask(socket, [4]);
  socket.write(Buffer.from([0, 1, 1]));
  expect(await ask(socket, [0x00, 0xa4, 0x00, 0x04, 0x02, 0x3f, 0x00])).toMatch(/^61/);
  expect(await ask(socket, [0x00, 0xc0, 0x00, 0x00, 0x20])).toBe('6f00');
  stop.abort();
  await serving;
});

test('an unknown seed is refused before anything is connected', async () => {
  await expect(
    serveLabCard({ seed: 'nothing', port, signal: new AbortController().signal }),
  ).rejects.toMatchObject({ code: 'seed.unknown' });
});
