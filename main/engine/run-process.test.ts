import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type EngineStart,
  type EngineToHost,
  engineToHost,
  type KeychainAnswer,
  type KeychainRequest,
} from '../contract/envelope.ts';

let folder: string;
let child: ChildProcess;
let messages: EngineToHost[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-engine-'));
  messages = [];
  child = fork(new URL('./process.ts', import.meta.url), [], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', (message) => {
    messages.push(engineToHost.parse(message));
  });
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = (more: Partial<EngineStart['start']> = {}): EngineStart => ({
  start: { folder, host: 'app', pcsc: false, simulator: true, version: '9.9.9', keychain: false, ...more },
});

/** The first message that fits, waiting for it. */
async function seen<T extends EngineToHost>(fits: (message: EngineToHost) => message is T): Promise<T> {
  for (;;) {
    const found = messages.find(fits);
    if (found !== undefined) return found;
    await once(child, 'message');
  }
}
const answerTo =
  (id: string) =>
  (message: EngineToHost): message is Extract<EngineToHost, { ok: boolean }> =>
    'ok' in message && message.id === id;

/** Answers the keychain's questions with a toy cipher. */
function actAsKeychain(): KeychainRequest[] {
  const asked: KeychainRequest[] = [];
  child.on('message', (message) => {
    const request = engineToHost.parse(message);
    if (!('keychain' in request)) return;
    asked.push(request);
    const { id } = request;
    const answer: KeychainAnswer =
      request.keychain === 'available'
        ? { keychain: 'available', id, ok: true, available: true }
        : { keychain: request.keychain, id, ok: true, bytes: flipped(request.bytes) };
    child.send(answer);
  });
  return asked;
}

const flipped = (base64: string): string =>
  Buffer.from(Buffer.from(base64, 'base64').map((byte) => byte ^ 0x5a)).toString('base64');

test('starts, answers in order of arrival also what came before it was ready, and ends with its host', async () => {
  child.send(start());
  child.send({ id: '1', call: 'station.set', input: { operator: 'Ada' } });
  child.send({ id: '2', call: 'station.get', input: {} });
  const answer = await seen(answerTo('2'));
  expect(answer).toMatchObject({
    ok: true,
    output: { version: '9.9.9', host: 'app', operator: 'Ada', folder },
  });
  expect(messages.some((message) => 'ready' in message && message.ready.pid === child.pid)).toBe(true);
  expect(messages.some((message) => 'event' in message && message.event === 'station.changed')).toBe(true);
  const gone = once(child, 'exit');
  child.disconnect();
  expect(await gone).toEqual([0, null]);
});

test('messages that are none of the channel are answered and hurt nothing', async () => {
  child.send({ id: 'early', call: 'station.get', input: {} });
  expect(await seen(answerTo('early'))).toMatchObject({ ok: false, error: { code: 'channel.not-started' } });
  child.send({ id: 'odd', nonsense: true });
  expect(await seen(answerTo('odd'))).toMatchObject({ ok: false, error: { code: 'channel.malformed' } });
  child.send('nothing');
  child.send(start());
  child.send({ id: 'x', call: 'card.explode', input: {} });
  expect(await seen(answerTo('x'))).toMatchObject({ ok: false, error: { code: 'contract.unknown-call' } });
});

test('the vault is opened by the keychain of the host', async () => {
  const asked = actAsKeychain();
  child.send(start({ keychain: true }));
  child.send({ id: '1', call: 'station.get', input: {} });
  expect(await seen(answerTo('1'))).toMatchObject({ ok: true, output: { vault: 'open' } });
  expect(asked.map(({ keychain }) => keychain)).toContain('wrap');
});
