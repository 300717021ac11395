// `npm run dev`: the app with reload. With Electron and a display through electron-vite; else the station (restarted when its
// sources change) behind Vite's development server with hot reload.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronBinary, hasDisplay } from './electron-binary.mjs';
import { childEnvironment, ensure, node24, root, tool } from './ensure.mjs';

ensure(['app']);
const env = childEnvironment({ CARDWRIGHT_NODE: node24 });
const start = (command, args) => spawn(command, args, { cwd: root, stdio: 'inherit', env });
const children =
  hasDisplay() && electronBinary() !== undefined
    ? [start(tool('electron-vite'), ['dev', '--watch'])]
    : [
        start(node24, [
          '--watch',
          '--watch-preserve-output',
          join(root, 'main/cli/cardwright.ts'),
          'serve',
          '--port',
          '4610',
        ]),
        start(tool('vite'), [
          'renderer',
          '--config',
          'renderer/vite.config.ts',
          '--port',
          '4611',
          '--strictPort',
        ]),
      ];
if (children.length > 1)
  console.error('Open http://127.0.0.1:4611/ with the #token=… of the address that the station prints.');
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
for (const child of children) child.on('exit', (code) => (stop(), (process.exitCode ??= code ?? 0)));
