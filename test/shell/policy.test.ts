import { EventEmitter } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, IpcMainInvokeEvent, Protocol, Session } from 'electron';
import { expect, test } from 'vitest';
import { isOurPage } from '../../main/shell/ipc.ts';
import { keychainOf } from '../../main/shell/keychain.ts';
import { initNavigation } from '../../main/shell/navigation.ts';
import { findPaths } from '../../main/shell/paths.ts';
import { initPermissions } from '../../main/shell/permissions.ts';
import { appScheme, fileFor, initScheme } from '../../main/shell/scheme.ts';
import { windowOptions } from '../../main/shell/window.ts';
import { FakeContents, preventable } from './electron-stand-in.ts';

// Thin stand-ins take the place of Electron's objects: the casts say so once, here.
const as = <T>(value: unknown): T => value as T;

test('the window isolates, sandboxes and gives no Node', () => {
  expect(windowOptions('/preload.cjs').webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the page stays on its address and opens nothing', () => {
  const app = new EventEmitter();
  initNavigation({ app: as<App>(app) });
  const contents = new FakeContents();
  app.emit('web-contents-created', {}, contents);
  const away = preventable({ url: 'https://example.com/' });
  contents.emit('will-navigate', away);
  expect(away.prevented).toBe(true);
  const lookalike = preventable({ url: 'app://cardwright.example.com/' });
  contents.emit('will-navigate', lookalike);
  expect(lookalike.prevented).toBe(true);
  const home = preventable({ url: 'app://cardwright/index.html' });
  contents.emit('will-navigate', home);
  expect(home.prevented).toBe(false);
  const webview = preventable({});
  contents.emit('will-attach-webview', webview);
  expect(webview.prevented).toBe(true);
  expect(contents.openHandler?.()).toEqual({ action: 'deny' });
});

test('every permission is denied, asked or checked', () => {
  const handlers: Record<string, (...args: unknown[]) => unknown> = {};
  const session = new Proxy(
    {},
    {
      get: (_target, name: string) => (handler: (...args: unknown[]) => unknown) => {
        handlers[name] = handler;
      },
    },
  );
  initPermissions({ session: as<Session>(session) });
  const answers: unknown[] = [];
  handlers['setPermissionRequestHandler']?.({}, 'media', (answer: unknown) => answers.push(answer));
  expect(answers).toEqual([false]);
  expect(handlers['setPermissionCheckHandler']?.()).toBe(false);
  expect(handlers['setDevicePermissionHandler']?.()).toBe(false);
});

test('only files below the app’s folder are served', () => {
  expect(fileFor('app://cardwright/', '/app/renderer')).toBe('/app/renderer/index.html');
  expect(fileFor('app://cardwright/assets/a.js', '/app/renderer')).toBe('/app/renderer/assets/a.js');
  expect(fileFor('app://cardwright/..%2f..%2fetc/passwd', '/app/renderer')).toBeUndefined();
  expect(fileFor('app://cardwright/%00', '/app/renderer')).toBeUndefined();
  expect(fileFor('app://cardwright/%E0%A4', '/app/renderer')).toBeUndefined();
  expect(fileFor('app://elsewhere/index.html', '/app/renderer')).toBeUndefined();
});

test('each answer carries a strict policy, and the page its nonce', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-scheme-'));
  writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(folder, 'secret.key'), 'x');
  let serve: ((request: { url: string }) => Promise<Response>) | undefined;
  const protocol = {
    handle: (scheme: string, handler: typeof serve) => {
      expect(scheme).toBe(appScheme.scheme);
      serve = handler;
    },
  };
  initScheme({ protocol: as<Protocol>(protocol), folder });
  const answer = await serve!({ url: 'app://cardwright/index.html' });
  const policy = answer.headers.get('Content-Security-Policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  expect(await answer.text()).toContain(nonce);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|data:/);
  expect((await serve!({ url: 'app://cardwright/secret.key' })).status).toBe(404);
  expect((await serve!({ url: 'app://cardwright/missing.js' })).status).toBe(404);
});

test('only the top frame of our own page may ask the engine', () => {
  const event = (url: string, parent: unknown = null): Pick<IpcMainInvokeEvent, 'senderFrame'> =>
    as<IpcMainInvokeEvent>({ senderFrame: { url, parent } });
  expect(isOurPage(event('app://cardwright/index.html'))).toBe(true);
  expect(isOurPage(event('app://cardwright/index.html', {}))).toBe(false);
  expect(isOurPage(event('app://cardwright.example.com/'))).toBe(false);
  expect(isOurPage(event('https://example.com/'))).toBe(false);
  expect(isOurPage({ senderFrame: null })).toBe(false);
});

test('a keyring that is plain text counts as none', () => {
  const storage = (backend: string, available = true) => ({
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => as<'kwallet'>(backend),
    encryptString: (text: string) => Buffer.from(`sealed:${text}`),
    decryptString: (bytes: Buffer) => bytes.toString().slice(7),
  });
  expect(keychainOf(storage('basic_text'), 'linux').available()).toBe(false);
  expect(keychainOf(storage('gnome_libsecret'), 'linux').available()).toBe(true);
  expect(keychainOf(storage('gnome_libsecret', false), 'linux').available()).toBe(false);
  expect(keychainOf(storage('unknown'), 'darwin').available()).toBe(true);
  const chain = keychainOf(storage('gnome_libsecret'), 'linux');
  const bytes = Uint8Array.of(0, 255, 128, 1);
  expect([...chain.unwrap(chain.wrap(bytes))]).toEqual([...bytes]);
});

test('the engine and its Node are found in a checkout and in a packaged app', () => {
  const common = {
    bundle: '/a/out/main',
    resources: '/r',
    platform: 'linux' as const,
    developmentNode: undefined,
  };
  expect(findPaths({ ...common, packaged: false })).toMatchObject({
    engine: '/a/main/engine/process.ts',
    node: '/a/node_modules/node/bin/node',
    preload: '/a/out/preload/preload.cjs',
  });
  expect(findPaths({ ...common, packaged: true, developmentNode: '/ignored' })).toMatchObject({
    engine: '/r/app.asar.unpacked/main/engine/process.ts',
    node: '/r/node/node',
  });
});
