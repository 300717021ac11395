// `npm run package`: installers for this system into dist/ (deb and AppImage, nsis, or dmg). Arguments go to electron-builder.
import { spawnSync } from 'node:child_process';
import { buildApp } from './app-build.mjs';
import { childEnvironment, ensure, root, tool } from './ensure.mjs';

ensure(['app']);
buildApp();
const done = spawnSync(
  tool('electron-builder'),
  ['--config', 'build/electron-builder.config.mjs', '--publish', 'never', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: childEnvironment(), shell: process.platform === 'win32' },
);
process.exit(done.status ?? 1);
