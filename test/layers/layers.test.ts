import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const depcruise = join(root, 'node_modules/.bin/depcruise');

/** A tiny house with our rules and one import in it. */
function cruise(from: string, to: string): { code: number; out: string } {
  const house = mkdtempSync(join(tmpdir(), 'cardwright-layers-'));
  cpSync(join(root, '.dependency-cruiser.mjs'), join(house, '.dependency-cruiser.mjs'));
  cpSync(join(root, 'package.json'), join(house, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const path of [from, to])
    if (!path.startsWith('node:')) mkdirSync(dirname(join(house, path)), { recursive: true });
  if (!to.startsWith('node:') && !/^[a-z]+$/.test(to))
    writeFileSync(join(house, to), 'export const x: number = 1;\n');
  const up = '../'.repeat(from.split('/').length - 1);
  const specifier = to.includes('/') && !to.startsWith('node:') ? `${up}${to}` : to;
  writeFileSync(join(house, from), `import { x } from '${specifier}';\nexport const y = x;\n`);
  const done = spawnSync(
    process.execPath,
    [depcruise, '--config', '.dependency-cruiser.mjs', from.split('/')[0]!],
    {
      cwd: house,
      encoding: 'utf8',
    },
  );
  return { code: done.status ?? -1, out: done.stdout };
}

test.each([
  ['main/card/a.ts', 'main/contract/b.ts', 'room:main/card'],
  ['main/procedures/a.ts', 'main/store/b.ts', 'room:main/procedures'],
  ['main/shell/a.ts', 'main/engine/b.ts', 'room:main/shell'],
  ['renderer/features/a.ts', 'main/card/b.ts', 'room:renderer'],
  ['native/a.ts', 'main/engine/b.ts', 'room:native'],
  ['main/card/a.ts', 'node:fs', 'pure-rooms-do-no-io'],
  ['main/engine/a.ts', 'electron', 'electron-only-in-shell-and-preload'],
  ['main/contract/names.ts', 'node:zlib', 'preload-carries-names-only'],
])('%s may not import %s', (from, to, rule) => {
  const { code, out } = cruise(from, to);
  expect(out).toContain(rule);
  expect(code).toBeGreaterThan(0);
});

test.each([
  ['main/jobs/a.ts', 'main/store/b.ts'],
  ['renderer/features/a.ts', 'main/contract/b.ts'],
  ['main/card/a.ts', 'main/base/b.ts'],
])('%s may import %s', (from, to) => {
  expect(cruise(from, to).code).toBe(0);
});

test('the project itself keeps the rules, and its files are really seen', () => {
  const out = execFileSync(
    process.execPath,
    [
      depcruise,
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'json',
      'main',
      'preload',
      'renderer',
      'native',
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  const result: unknown = JSON.parse(out);
  expect(result).toMatchObject({ summary: { error: 0 } });
  const modules = (result as { modules: { source: string }[] }).modules.map((module) => module.source);
  for (const file of [
    'main/contract/calls.ts',
    'main/shell/main.ts',
    'preload/preload.ts',
    'native/reader-port.ts',
  ])
    expect(modules).toContain(file);
}, 120_000);
