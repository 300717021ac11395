import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Opens the system's browser at `address` where there is a display; elsewhere the printed address is all there is. The address holds the
 * one-time token, and every user of the machine can read the arguments of a process: the browser is given a page of the data folder,
 * which only its owner can read, and that page leads on.
 */
export function openBrowser(address: string, folder: string): void {
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasDisplay) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const page = join(folder, 'open-cardwright.html');
  writeFileSync(page, `<!doctype html><meta http-equiv="refresh" content="0;url=${address}">\n`, {
    mode: 0o600,
  });
  const [command, args] = opener(process.platform, pathToFileURL(page).href);
  // A machine without a browser: the address on the terminal is enough.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

function opener(platform: NodeJS.Platform, page: string): [string, string[]] {
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', page]];
  return [platform === 'darwin' ? 'open' : 'xdg-open', [page]];
}
