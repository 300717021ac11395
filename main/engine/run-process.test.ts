import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type EngineReady,
  type EventEnvelope,
  engineToHost,
  type KeychainAnswer,
  type KeychainRequest,
} from '../contract/envelope.ts';
import { ForkedEngine } from './testing/forked-engine.ts';
import { temporaryFolder } from './testing/test-engine.ts';

let folder: string;
let engine: ForkedEngine;

beforeEach(() => {
  folder = temporaryFolder();
  engine = new ForkedEngine(folder);
});
afterEach(async () => {
  await engine.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Answers the keychain's questions with a toy cipher, or refuses. */
function actAsKeychain(refuses = false): KeychainRequest[] {
  const asked: KeychainRequest[] = [];
  engine.child.on('message', (message) => {
    const request = engineToHost.parse(message);
    if (!('keychain' in request)) return;
    asked.push(request);
    engine.send(refuses ? refusal(request) : kindAnswer(request));
  });
  return asked;
}

function kindAnswer(request: KeychainRequest): KeychainAnswer {
  const { id } = request;
  return request.keychain === 'available'
    ? { keychain: 'available', id, ok: true, available: true }
    : { keychain: request.keychain, id, ok: true, bytes: flipped(request.bytes) };
}

const refusal = ({ keychain, id }: KeychainRequest): KeychainAnswer => ({
  keychain,
  id,
  ok: false,
  error: { code: 'vault.keychain-failed', kind: 'store', what: 'No.', hint: 'Log in again.', details: {} },
});

const flipped = (base64: string): string =>
  Buffer.from(Buffer.from(base64, 'base64').map((byte) => byte ^ 0x5a)).toString('base64');

test('starts, answers also what came before it was ready, in order, and ends with its host', async () => {
  engine.start({ folder, keychain: false });
  engine.send({ id: '1', call: 'station.set', input: { operator: 'Ada' } });
  engine.send({ id: '2', call: 'station.get', input: {} });
  expect(await engine.answerTo('2')).toMatchObject({
    ok: true,
    output: { version: '9.9.9', host: 'app', operator: 'Ada', folder },
  });
  const ready = await engine.seen((message): message is EngineReady => 'ready' in message);
  expect(ready).toEqual({ ready: { pid: engine.child.pid } });
  await engine.seen(
    (message): message is EventEnvelope => 'event' in message && message.event === 'station.changed',
  );
  const gone = once(engine.child, 'exit');
  engine.child.disconnect();
  expect(await gone).toEqual([0, null]);
});

test('messages that are none of the channel are answered and hurt nothing', async () => {
  engine.send({ id: 'early', call: 'station.get', input: {} });
  expect(await engine.answerTo('early')).toMatchObject({ ok: false, error: { code: 'channel.not-started' } });
  engine.send({ id: 'odd', nonsense: true });
  expect(await engine.answerTo('odd')).toMatchObject({ ok: false, error: { code: 'channel.malformed' } });
  engine.send('nothing');
  engine.start({ folder, keychain: false });
  await expect(engine.call('operations.cancel', { operation: 'x' })).rejects.toMatchObject({
    code: 'operation.unknown',
  });
});

test('the keychain of the host opens the vault, the same one at the next start', async () => {
  const asked = actAsKeychain();
  engine.start({ folder, keychain: true });
  expect(await engine.call('station.get', {})).toMatchObject({ vault: 'open' });
  expect(asked.map(({ keychain }) => keychain)).toContain('wrap');
  await engine.call('vault.putAdm', {
    iccid: '8900101000000000019',
    key: 'ADM1',
    value: { format: 'digits', value: '12345678' },
  });
  await engine.kill();
  engine = new ForkedEngine(folder);
  const askedAgain = actAsKeychain();
  engine.start({ folder, keychain: true });
  expect(await engine.call('station.get', {})).toMatchObject({ vault: 'open' });
  expect(askedAgain.map(({ keychain }) => keychain)).toEqual(['available', 'available', 'unwrap']);
});

test('a keychain that refuses leaves a vault that a passphrase opens', async () => {
  actAsKeychain(true);
  engine.start({ folder, keychain: true });
  expect(await engine.call('station.get', {})).toMatchObject({ vault: 'not-set' });
  expect(await engine.call('vault.open', { passphrase: 'correct horse' })).toMatchObject({ vault: 'open' });
});
