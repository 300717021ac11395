import type { IpcMain, WebContents } from 'electron';
import { expect, test } from 'vitest';
import type { EventEnvelope, RequestEnvelope } from '../../main/contract/envelope.ts';
import { initIpc } from '../../main/shell/ipc.ts';
import { FakeContents, FakeIpcMain } from './electron-stand-in.ts';

const ours = { senderFrame: { url: 'app://cardwright/index.html', parent: null } };

function setUp() {
  const ipcMain = new FakeIpcMain();
  const asked: RequestEnvelope[] = [];
  const listeners: ((envelope: EventEnvelope) => void)[] = [];
  const page = new FakeContents();
  initIpc({
    ipcMain: ipcMain as unknown as IpcMain,
    engine: {
      request: (envelope) => {
        asked.push(envelope);
        return Promise.resolve({ id: envelope.id, ok: true, output: null });
      },
      onEvent: (listener) => {
        listeners.push(listener);
        return () => undefined;
      },
      stop: () => Promise.resolve(),
    },
    pages: () => [page as unknown as WebContents],
  });
  return { ask: ipcMain.handlers.get('cardwright:request')!, asked, listeners, page };
}

test('our page reaches the engine', async () => {
  const { ask, asked } = setUp();
  expect(await ask(ours, { id: '1', call: 'readers.list', input: {} })).toEqual({
    id: '1',
    ok: true,
    output: null,
  });
  expect(asked).toHaveLength(1);
});

test('a foreign frame and a malformed message do not', async () => {
  const { ask, asked } = setUp();
  const foreign = { senderFrame: { url: 'https://example.com/', parent: null } };
  expect(await ask(foreign, { id: '1', call: 'readers.list', input: {} })).toMatchObject({
    ok: false,
    error: { code: 'contract.refused' },
  });
  expect(await ask(ours, { call: 1 })).toMatchObject({ ok: false });
  expect(asked).toHaveLength(0);
});

test('events go to every page', () => {
  const { listeners, page } = setUp();
  listeners[0]?.({ event: 'trace.added', data: 1 });
  expect(page.sent).toEqual([['cardwright:event', { event: 'trace.added', data: 1 }]]);
});
