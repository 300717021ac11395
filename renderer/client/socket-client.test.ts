import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { station } from '../testing/documents.ts';
import { SocketClient } from './socket-client.ts';

/** As much of a WebSocket as the client uses. */
class Socket extends EventTarget {
  static readonly OPEN = 1;
  static readonly opened: Socket[] = [];
  readonly sent: string[] = [];
  readyState = 0;

  constructor() {
    super();
    Socket.opened.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  open(): void {
    this.readyState = Socket.OPEN;
    this.dispatchEvent(new Event('open'));
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(data) }));
  }
  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

let status = 204;
const fetched = vi.fn((_url: string, _init?: RequestInit) => Promise.resolve(new Response(null, { status })));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
  vi.stubGlobal('fetch', fetched);
  Socket.opened.length = 0;
  fetched.mockClear();
  status = 204;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function connected(): Promise<{ readonly client: SocketClient; readonly socket: Socket }> {
  const client = new SocketClient();
  await vi.advanceTimersByTimeAsync(0);
  const socket = Socket.opened.at(-1);
  if (socket === undefined) throw new RangeError('no socket was opened');
  socket.open();
  return { client, socket };
}

test('the token of the address is exchanged once and taken out of it', async () => {
  globalThis.location.hash = '#token=abc';
  await connected();
  expect(globalThis.location.hash).toBe('#/cards');
  expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"token":"abc"}');
});

test('an unknown browser is signed out and does not hammer the station', async () => {
  status = 401;
  const client = new SocketClient();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.connection.get()).toBe('signed-out');
  expect(fetched).toHaveBeenCalledTimes(1);
});

test('answers are matched by id and held to the contract', async () => {
  const { client, socket } = await connected();
  const good = client.call('station.get', {}, { id: '1' });
  const bad = client.call('station.get', {}, { id: '2' });
  socket.say({ id: '2', ok: true, output: { version: 1 } });
  socket.say({ id: '1', ok: true, output: station });
  await expect(good).resolves.toEqual(station);
  await expect(bad).rejects.toMatchObject({ code: 'contract.mismatch' });
});

test('a refusal of the engine keeps its four parts', async () => {
  const { client, socket } = await connected();
  const call = client.call('station.get', {}, { id: '1' });
  const error = { code: 'store.busy', kind: 'store', what: 'Busy.', hint: 'Wait.', details: { file: 'x' } };
  socket.say({ id: '1', ok: false, error });
  await expect(call).rejects.toMatchObject({ code: 'store.busy', hint: 'Wait.', details: { file: 'x' } });
});

test('events of an unknown name are passed over, known ones arrive', async () => {
  const { client, socket } = await connected();
  const heard = vi.fn();
  client.on('station.changed', heard);
  socket.say({ event: 'weather.changed', data: 1 });
  socket.say({ event: 'station.changed', data: station });
  expect(heard).toHaveBeenCalledExactlyOnceWith(station);
});

test('a lost connection rejects what is waiting and comes back by itself', async () => {
  const { client, socket } = await connected();
  const call = client.call('station.get', {});
  socket.close();
  await expect(call).rejects.toMatchObject({ code: 'connection.lost' });
  expect(client.connection.get()).toBe('offline');
  await vi.advanceTimersByTimeAsync(600);
  Socket.opened.at(-1)?.open();
  expect(client.connection.get()).toBe('online');
});
