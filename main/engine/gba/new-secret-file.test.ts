import type * as fs from 'node:fs';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reserveSecretFile } from './new-secret-file.ts';

const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const fsyncSync: typeof real.fsyncSync = (descriptor) => {
    if (disk.isFull) throw Object.assign(new TypeError('ENOSPC'), { code: 'ENOSPC' });
    real.fsyncSync(descriptor);
  };
  return { ...real, fsyncSync };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-secret-'));
});
afterEach(() => {
  disk.isFull = false;
  rmSync(folder, { recursive: true });
});
const withCode = (code: string): unknown => expect.objectContaining({ code });

test('a new file is its owner’s alone, and stays once it is written', () => {
  const path = join(folder, 'answer.json');
  const file = reserveSecretFile(path);
  file.write('secret');
  file.discard();
  expect(readFileSync(path, 'utf8')).toBe('secret');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('what is there, a link, a folder, and a name without a folder are left alone', () => {
  const mine = join(folder, 'mine');
  writeFileSync(mine, 'mine');
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'nowhere'), link);
  mkdirSync(join(folder, 'directory'));
  for (const path of [mine, link, join(folder, 'directory')])
    expect(() => reserveSecretFile(path)).toThrow(withCode('file.exists'));
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  expect(readFileSync(mine, 'utf8')).toBe('mine');
  expect(() => reserveSecretFile('answer.json')).toThrow(withCode('file.not-absolute'));
  for (const path of [join(folder, 'none', 'answer.json'), join(mine, 'answer.json'), `${folder}/a\0b`])
    expect(() => reserveSecretFile(path)).toThrow(withCode('file.unwritable'));
});

test('a disk that is full is told, and leaves no half of a secret', () => {
  const path = join(folder, 'answer.json');
  const file = reserveSecretFile(path);
  disk.isFull = true;
  expect(() => file.write('secret')).toThrow(withCode('file.not-written'));
  file.discard();
  expect(existsSync(path)).toBe(false);
});
