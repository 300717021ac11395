// `npm test`: installs what is missing, then runs everything. Each stage runs even when one before it failed, so that one run tells all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './app-build.mjs';
import { childEnvironment, ensure, root, tool } from './ensure.mjs';

ensure(['app', 'test']);
const reports = join(root, 'node_modules', '.cache', 'cardwright-test');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const env = childEnvironment({ CARDWRIGHT_TEST: '1' });

function run(command, args) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  return done.status === 0;
}

/** Runs vitest on some projects and reads the counts from its report; a crash without report counts as one failure. */
function vitest(name, projects) {
  const report = join(reports, `${name}.json`);
  const ok = run(tool('vitest'), [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  if (numPendingTests > 0) console.error(`${name}: ${numPendingTests} tests were skipped`);
  return {
    passed: numPassedTests,
    failed: numFailedTests + (ok && numPassedTests > 0 ? 0 : numFailedTests === 0 ? 1 : 0),
  };
}

const check = (script) => () =>
  run('npm', ['run', '-s', script]) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** @type {readonly (readonly [string, () => { passed: number; failed: number }])[]} */
const stages = [
  ['types', check('check:types')],
  ['format', check('check:format')],
  ['lint', check('check:lint')],
  ['layers', check('check:layers')],
  ['unit', () => vitest('unit', ['unit', 'renderer'])],
  ['pcsc', () => vitest('pcsc', ['pcsc'])],
  ['peers', () => vitest('peers', ['peers'])],
  ['e2e', () => vitest('e2e', ['e2e'])],
];
const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
const lines = [];
buildApp();
for (const [name, stage] of stages) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name} ──`);
  const started = Date.now();
  const { passed, failed } = stage();
  total.passed += passed;
  total.failed += failed;
  lines.push(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(8)} ${passed} passed, ${failed} failed, ${((Date.now() - started) / 1000).toFixed(0)} s`,
  );
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`Tests: ${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
