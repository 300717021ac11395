// `npm start`: installs what is missing and opens the app; without a display or Electron's binary it serves the station.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildApp } from './app-build.mjs';
import { fetchElectron, hasDisplay } from './electron-binary.mjs';
import { childEnvironment, ensure, node24, root } from './ensure.mjs';

ensure(['app']);
buildApp();

const electron = hasDisplay() ? fetchElectron() : undefined;
if (electron === undefined)
  console.error(
    hasDisplay()
      ? 'Electron’s binary could not be fetched; serving the station for your browser instead.'
      : 'No display here; serving the station for a browser.',
  );
const [command, args] =
  electron === undefined
    ? [node24, [join(root, 'main/cli/cardwright.ts'), 'serve', '--open', ...process.argv.slice(2)]]
    : [electron, [root, ...process.argv.slice(2)]];
const child = spawn(command, args, {
  cwd: root,
  stdio: 'inherit',
  env: childEnvironment({ CARDWRIGHT_NODE: node24 }),
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 0) : 0));
