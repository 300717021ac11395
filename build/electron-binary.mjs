// Electron's binary is no npm package: it is fetched once. Where it cannot be had, Cardwright runs as a station in the browser.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root } from './ensure.mjs';

const folder = join(root, 'node_modules', 'electron');

/** Path of Electron's executable, or undefined where it is not installed. */
export function electronBinary() {
  const name = join(folder, 'path.txt');
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  if (!existsSync(name)) return undefined;
  const path = join(dist, readFileSync(name, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

/** The same, after trying to fetch it. */
export function fetchElectron() {
  const present = electronBinary();
  if (present !== undefined) return present;
  console.error('Fetching the Electron binary (once) …');
  spawnSync(node24, [join(folder, 'install.js')], { cwd: root, stdio: 'ignore', timeout: 180_000 });
  return electronBinary();
}

/** Whether windows can be shown here. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** How `npm start` runs Cardwright: as a window, or as a station for browsers, and why. */
export function chooseHost(display, binary) {
  if (!display) return { host: 'station', why: 'No display here; serving the station for a browser.' };
  if (binary === undefined)
    return {
      host: 'station',
      why: 'Electron’s binary could not be fetched; serving the station for your browser instead.',
    };
  return { host: 'window', binary };
}
