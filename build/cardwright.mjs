#!/usr/bin/env node
// `cardwright` from a checkout: the CLI on Node 24, whichever Node started it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensure, node24, root } from './ensure.mjs';

const entry = join(root, 'main/cli/cardwright.ts');
if (!existsSync(node24)) ensure(['app']);
if (Number(process.versions.node.split('.')[0]) >= 24) {
  process.argv[1] = entry;
  await import(entry);
} else {
  const child = spawn(node24, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 130));
}
