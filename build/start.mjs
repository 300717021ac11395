// `npm start`: installs what is missing and opens the app; without a display or Electron's binary it serves the station.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildApp } from './app-build.mjs';
import { chooseHost, fetchElectron, hasDisplay } from './electron-binary.mjs';
import { childEnvironment, ensure, node24, root } from './ensure.mjs';

ensure(['app']);
buildApp();

const display = hasDisplay();
const choice = chooseHost(display, display ? fetchElectron() : undefined);
if (choice.host === 'station') console.error(choice.why);
const [command, args] =
  choice.host === 'window'
    ? [choice.binary, [root, ...process.argv.slice(2)]]
    : [node24, [join(root, 'main/cli/cardwright.ts'), 'serve', '--open', ...process.argv.slice(2)]];
const child = spawn(command, args, {
  cwd: root,
  stdio: 'inherit',
  env: childEnvironment({ CARDWRIGHT_NODE: node24 }),
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 0) : 0));
