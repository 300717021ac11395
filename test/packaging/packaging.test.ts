import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build } from 'electron-builder';
import { afterAll, beforeAll, expect, test } from 'vitest';
import config from '../../build/electron-builder.config.mjs';
import { writeElectronStub } from './electron-stub.ts';

// The whole of electron-builder runs, on a stand-in for Electron's binary: what is packed, unpacked, carried beside and fused is real.
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'cardwright-package-'));
const app = join(folder, 'out', 'linux-unpacked');
const resources = join(app, 'resources');
const unpacked = join(resources, 'app.asar.unpacked');

beforeAll(async () => {
  execFileSync(process.execPath, ['-e', "import('./build/app-build.mjs').then((m) => m.buildApp())"], {
    cwd: root,
  });
  writeElectronStub(join(folder, 'electron'));
  await build({
    projectDir: root,
    config: {
      ...config,
      electronDist: join(folder, 'electron'),
      directories: { ...config.directories, output: join(folder, 'out') },
    },
    linux: ['dir'],
    x64: true,
    publish: 'never',
  });
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isOn = '1'.charCodeAt(0);
const isOff = '0'.charCodeAt(0);

test('the fuses are flipped', async () => {
  const wire = await getCurrentFuseWire(join(app, 'cardwright-app'));
  expect(wire[FuseV1Options.RunAsNode]).toBe(isOff);
  expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(isOff);
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(isOff);
  expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(isOn);
  expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(isOn);
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(isOn);
  expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(isOff);
});

test('shell, preload and pages are in the archive; tests and the shell’s sources are not', () => {
  const names = listPackage(join(resources, 'app.asar'), { isPack: false }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  for (const name of ['/out/main/shell.js', '/out/preload/preload.cjs', '/out/renderer/index.html'])
    expect(names).toContain(name);
  const ours = names.filter((name) => !name.startsWith('/node_modules/'));
  expect(ours.filter((name) => name.includes('.test.') || name.startsWith('/main/shell/'))).toEqual([]);
});

test('no library of the renderer is packed', () => {
  const packed = readdirSync(join(unpacked, 'node_modules'));
  for (const name of [
    'react',
    'react-dom',
    'react-aria-components',
    'i18next',
    'electron',
    'vite',
    'typescript',
  ])
    expect(packed).not.toContain(name);
});

test('one prebuilt SQLite is carried, not eight', () => {
  expect(readdirSync(join(unpacked, 'node_modules/better-sqlite3/prebuilds'))).toEqual(['linux-x64.node']);
});

test('the preload is small and carries no zod', () => {
  const preload = readFileSync(join(root, 'out/preload/preload.cjs'), 'utf8');
  expect(preload.length).toBeLessThan(8_000);
  expect(preload).not.toMatch(/zod/i);
});

test('the CLI runs from the package on the Node that it carries', () => {
  expect(statSync(join(resources, 'node/node')).mode & 0o111).not.toBe(0);
  expect(existsSync(join(unpacked, 'main/engine/process.ts'))).toBe(true);
  const home = join(folder, 'home');
  const env = { PATH: '/usr/bin:/bin', CARDWRIGHT_HOME: home };
  const run = (...args: string[]): string =>
    execFileSync(join(resources, 'bin/cardwright'), args, { env, encoding: 'utf8' });
  expect(run('--version').trim()).toMatch(/^\d+\.\d+\.\d+$/);
  run('simulator', 'add', 'usim-prepersonalised');
  expect(JSON.parse(run('card', 'report', '--reader', 'simul', '--json'))).toMatchObject({ scope: 'onem2m' });
}, 60_000);

test('the Debian package asks for pcscd, and every system has its installer', () => {
  expect(config.deb?.depends).toContain('pcscd');
  expect(config.linux?.target).toEqual(['deb', 'AppImage']);
  expect(config.win?.target).toEqual(['nsis']);
  expect(config.mac?.target).toEqual(['dmg']);
});
