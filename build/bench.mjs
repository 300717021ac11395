// `npm run bench`: measures everything in one run and prints a table and JSON.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment, ensure, node24, root } from './ensure.mjs';

ensure(['app', 'test']);
const done = spawnSync(node24, [join(root, 'build/bench/main.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: childEnvironment(),
});
process.exit(done.status ?? 1);
