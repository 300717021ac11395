// Builds shell, preload and renderer into out/ when their sources are newer than what is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, root, tool } from './ensure.mjs';

const sources = [
  'renderer',
  'preload',
  'main/shell',
  'main/contract',
  'main/base',
  'electron.vite.config.ts',
  'package-lock.json',
];
const results = ['out/main/shell.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

export function isUpToDate() {
  const paths = results.map((path) => join(root, path));
  if (!paths.every((path) => existsSync(path))) return false;
  const oldest = Math.min(...paths.map((path) => statSync(path).mtimeMs));
  return sources.every((path) => newest(join(root, path)) <= oldest);
}

export function buildApp() {
  if (isUpToDate()) return;
  console.error('Building the app …');
  const done = spawnSync(tool('electron-vite'), ['build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: childEnvironment(),
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
