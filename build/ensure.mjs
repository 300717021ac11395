// The first half of `npm start` and `npm test` on a fresh machine: system packages, npm packages, Node 24.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSystem } from './system.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that Cardwright is built for and ships with: the npm package `node`, on every platform. */
export const node24 = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Packages of a lock file by their path, without the project itself and without those for other systems. */
function lockedVersions(path) {
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(packages)
    .filter(([place, { optional }]) => place !== '' && optional !== true)
    .map(([place, { version }]) => [place, version]);
}

/** Whether node_modules holds what package-lock.json asks for; npm keeps its own list of what it has installed. */
function isInstalled() {
  const installedList = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList) || !existsSync(node24)) return false;
  const installed = new Map(lockedVersions(installedList));
  return lockedVersions(join(root, 'package-lock.json')).every(
    ([place, version]) => installed.get(place) === version,
  );
}

/**
 * Where node-gyp finds Node's headers without a download: beside the Node that runs this, where it came with them. The native modules use
 * Node-API alone, so the headers of any version serve.
 */
function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: prefix } : {};
}

/** npm packages exactly as in package-lock.json; does nothing when they are there. */
export function ensurePackages() {
  if (isInstalled()) return;
  console.error('Installing npm packages (once; takes a minute) …');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...nodeHeaders(), ...process.env },
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error(
      '\nnpm ci failed; what it printed above says why. Without a network nothing can be installed.',
    );
    process.exit(1);
  }
}

/** Everything that must be there before Cardwright's own code runs; ends the process with a hint when it cannot be had. */
export function ensure(groups) {
  const missing = ensureSystem(groups);
  if (missing.length > 0) process.exit(1);
  ensurePackages();
}

/** The environment for child processes: Node 24 first on the path. */
export function childEnvironment(more = {}) {
  const bin = join(root, 'node_modules', '.bin');
  const separator = process.platform === 'win32' ? ';' : ':';
  return {
    ...process.env,
    PATH: `${dirname(node24)}${separator}${bin}${separator}${process.env.PATH ?? ''}`,
    ...more,
  };
}

/** Path of a tool of node_modules/.bin. */
export function tool(name) {
  return join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}
