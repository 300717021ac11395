import type { fork } from 'node:child_process';
import { expect, test } from 'vitest';
import type { EventEnvelope } from '../../main/contract/envelope.ts';
import type { ErrorDoc } from '../../main/contract/error.ts';
import { type EngineProcess, startEngineProcess } from '../../main/shell/engine-process.ts';
import { FakeChild } from './electron-stand-in.ts';

const start = {
  folder: '/f',
  host: 'app',
  pcsc: true,
  simulator: true,
  version: '0',
  keychain: true,
} as const;

function setUp(): {
  engine: EngineProcess;
  children: FakeChild[];
  gone: ErrorDoc[];
  options: { env?: object }[];
} {
  const children: FakeChild[] = [];
  const gone: ErrorDoc[] = [];
  const options: { env?: object }[] = [];
  const engine = startEngineProcess({
    fork: ((_path: string, _args: string[], given: object) => {
      options.push(given);
      const child = new FakeChild();
      children.push(child);
      return child;
    }) as unknown as typeof fork,
    enginePath: '/engine.ts',
    nodePath: '/node',
    start,
    keychain: {
      available: () => true,
      wrap: (bytes) => bytes.map((byte) => byte ^ 0xff),
      unwrap: () => {
        throw new TypeError('locked');
      },
    },
    onGone: (error) => gone.push(error),
  });
  return { engine, children, gone, options };
}

const ask = (engine: EngineProcess, id: string) => engine.request({ id, call: 'readers.list', input: {} });

test('requests wait for the engine, and each gets its own answer', async () => {
  const { engine, children, options } = setUp();
  const [child] = children;
  expect(child?.sent).toEqual([{ start }]);
  expect(options[0]?.env).toMatchObject({ UV_THREADPOOL_SIZE: '24' });
  const first = ask(engine, 'a');
  const second = ask(engine, 'b');
  expect(child?.sent).toHaveLength(1);
  child?.emit('message', { ready: { pid: 1 } });
  expect(child?.sent.slice(1).map((message) => message['id'])).toEqual(['a', 'b']);
  child?.emit('message', { id: 'b', ok: true, output: 2 });
  child?.emit('message', { id: 'a', ok: true, output: 1 });
  expect(await first).toMatchObject({ id: 'a', output: 1 });
  expect(await second).toMatchObject({ id: 'b', output: 2 });
});

test('an engine that dies fails what was under way and is started again', async () => {
  const { engine, children, gone } = setUp();
  children[0]?.emit('message', { ready: { pid: 1 } });
  const answer = ask(engine, 'a');
  children[0]?.die(139);
  expect(await answer).toMatchObject({ ok: false, error: { code: 'engine.gone', kind: 'interrupted' } });
  expect(gone.map((error) => error.code)).toEqual(['engine.gone']);
  expect(children).toHaveLength(2);
  expect(children[1]?.sent).toEqual([{ start }]);
});

test('an engine that cannot start says why and is not started again', async () => {
  const { engine, children, gone } = setUp();
  const answer = ask(engine, 'a');
  const failed = { code: 'store.newer', kind: 'store', what: 'w', hint: 'h', details: {} } as const;
  children[0]?.emit('message', { failed });
  children[0]?.die(1);
  expect(await answer).toMatchObject({ ok: false, error: { code: 'store.newer' } });
  expect(gone).toEqual([failed]);
  expect(children).toHaveLength(1);
});

test('events reach every listener until it leaves', () => {
  const { engine, children } = setUp();
  const heard: EventEnvelope[] = [];
  const leave = engine.onEvent((envelope) => heard.push(envelope));
  children[0]?.emit('message', { event: 'readers.changed', data: 1 });
  leave();
  children[0]?.emit('message', { event: 'readers.changed', data: 2 });
  expect(heard).toEqual([{ event: 'readers.changed', data: 1 }]);
});

test('the keychain answers the engine, and a refusal is an answer without the bytes', () => {
  const { children } = setUp();
  const [child] = children;
  child?.emit('message', { keychain: 'wrap', id: '1', bytes: Buffer.from([1, 2]).toString('base64') });
  child?.emit('message', { keychain: 'unwrap', id: '2', bytes: Buffer.from([1, 2]).toString('base64') });
  expect(child?.sent.slice(1)).toMatchObject([
    { keychain: 'wrap', id: '1', ok: true, bytes: Buffer.from([254, 253]).toString('base64') },
    { keychain: 'unwrap', id: '2', ok: false, error: { code: 'vault.keychain-failed' } },
  ]);
});

test('stopping waits until the engine is gone', async () => {
  const { engine, children } = setUp();
  await engine.stop();
  expect(children[0]?.connected).toBe(false);
  expect(children).toHaveLength(1);
});
