import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { RequestEnvelope } from '../contract/envelope.ts';
import type { EngineEvent } from '../contract/events.ts';
import type { Engine } from '../engine/engine.ts';
import { type Station, serveStation } from './station.ts';

/** An engine that answers each request with its own input: what is tested here is the way to it. */
function echoEngine() {
  const listeners = new Set<(event: EngineEvent) => void>();
  const origins: string[] = [];
  const engine = {
    handle: (envelope: RequestEnvelope, origin: string) => {
      origins.push(origin);
      return Promise.resolve({ id: envelope.id, ok: true as const, output: envelope.input });
    },
    on: (listener: (event: EngineEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { engine: engine as unknown as Engine, listeners, origins };
}

let station: Station;
let echo: ReturnType<typeof echoEngine>;
let now = 0;

beforeEach(async () => {
  const pages = mkdtempSync(join(tmpdir(), 'cardwright-pages-'));
  writeFileSync(join(pages, 'index.html'), '<meta property="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(pages, 'app.js'), '1');
  echo = echoEngine();
  now = 1_000_000;
  station = await serveStation({ engine: echo.engine, pages, port: 0, clock: { now: () => now } });
});
afterEach(() => station.close());

const tokenOf = (address: string): string => address.split('#token=')[1] ?? '';

/** A plain HTTP request whose Host and Origin can be set, which `fetch` does not allow. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: station.port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const ownOrigin = (): string => `http://127.0.0.1:${station.port}`;

async function signIn(token = tokenOf(station.address()), origin = ownOrigin()) {
  const answer = await ask('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  });
  const cookie = String(answer.headers['set-cookie'] ?? '');
  return { status: answer.status, cookie, pair: cookie.split(';')[0] ?? '' };
}

/** Opens the socket; resolves with it, or with the status that refused it. */
function open(headers: Record<string, string>): Promise<WebSocket | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${station.port}/ws`, { headers });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

const nextMessage = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) =>
    socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8')))),
  );

test('a token lets one browser in, once', async () => {
  const token = tokenOf(station.address());
  const { status, cookie, pair } = await signIn(token);
  expect(status).toBe(204);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  expect((await signIn(token)).status).toBe(401);
  expect(tokenOf(station.address())).not.toBe(token);
  expect((await ask('/session', { headers: { cookie: pair } })).status).toBe(204);
  expect((await ask('/session')).status).toBe(401);
});

test('requests and events travel over the socket', async () => {
  const { pair } = await signIn();
  const socket = await open({ cookie: pair, origin: ownOrigin() });
  if (typeof socket === 'number') throw new TypeError(`refused with ${socket}`);
  const answered = nextMessage(socket);
  socket.send(JSON.stringify({ id: '1', call: 'readers.list', input: { a: 1 } }));
  expect(await answered).toEqual({ id: '1', ok: true, output: { a: 1 } });
  expect(echo.origins).toEqual(['station']);
  const told = nextMessage(socket);
  for (const listener of echo.listeners)
    listener({ event: 'readers.changed', data: { service: 'running', readers: [] } });
  expect(await told).toMatchObject({ event: 'readers.changed' });
  socket.terminate();
});

test('without a session, from another origin or under another name nobody gets in', async () => {
  const { pair } = await signIn();
  expect(await open({ origin: ownOrigin() })).toBe(401);
  expect(await open({ cookie: pair })).toBe(401);
  expect(await open({ cookie: pair, origin: 'http://evil.example' })).toBe(401);
  expect(await open({ cookie: pair, origin: ownOrigin(), host: 'evil.example' })).toBe(401);
  expect((await signIn(undefined, 'http://evil.example')).status).toBe(401);
  expect((await ask('/', { headers: { host: `evil.example:${station.port}` } })).status).toBe(421);
  expect((await signIn('wrong')).status).toBe(401);
});

test('a session ends when it has not been used for twelve hours', async () => {
  const { pair } = await signIn();
  now += 12 * 3_600_000;
  expect((await ask('/session', { headers: { cookie: pair } })).status).toBe(204);
  now += 12 * 3_600_000 + 1;
  expect((await ask('/session', { headers: { cookie: pair } })).status).toBe(401);
});

test('what is no request closes that connection and no other', async () => {
  const { pair } = await signIn();
  const headers = { cookie: pair, origin: ownOrigin() };
  const [bad, good] = [await open(headers), await open(headers)];
  if (typeof bad === 'number' || typeof good === 'number') throw new TypeError('refused');
  const closed = new Promise<number>((resolve) => bad.once('close', resolve));
  bad.send('{"nonsense":');
  expect(await closed).toBe(1008);
  const answered = nextMessage(good);
  good.send(JSON.stringify({ id: '2', call: 'x', input: null }));
  expect(await answered).toMatchObject({ id: '2' });
  good.terminate();
});

test('the page carries a strict policy with its nonce; nothing outside its folder is served', async () => {
  const page = await ask('/');
  const policy = String(page.headers['content-security-policy']);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  expect(page.text).toContain(nonce);
  expect(policy).not.toMatch(/unsafe|\*|data:/);
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  expect((await ask('/app.js')).status).toBe(200);
  expect((await ask('/../../etc/passwd')).status).toBe(403);
  expect((await ask('/%2e%2e/%2e%2e/etc/passwd')).status).toBeGreaterThanOrEqual(400);
});

test('a port that is taken is a clear error', async () => {
  await expect(
    serveStation({ engine: echo.engine, pages: '/nowhere', port: station.port }),
  ).rejects.toMatchObject({ code: 'station.port-taken' });
});
