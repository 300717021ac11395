import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../base/error.ts';
import { withNewFile } from './new-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-new-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the file is there before the work begins, and stays with what was written', async () => {
  const path = join(folder, 'answer.jwe');
  const result = await withNewFile(path, async (write) => {
    expect(existsSync(path)).toBe(true);
    write('sealed');
    return 7;
  });
  expect(result).toBe(7);
  expect(readFileSync(path, 'utf8')).toBe('sealed');
});

test('nothing stays of work that fails or has nothing to write', async () => {
  const path = join(folder, 'answer.jwe');
  const failure = new InputError('card.unconfirmed', 'No.', { hint: 'No.' });
  await expect(withNewFile(path, () => Promise.reject(failure))).rejects.toBe(failure);
  await withNewFile(path, async () => undefined);
  expect(existsSync(path)).toBe(false);
});

test('where the file cannot be made the work is not begun', async () => {
  const mine = join(folder, 'mine');
  writeFileSync(mine, 'mine');
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'nowhere'), link);
  const work = vi.fn(async () => undefined);
  for (const path of [mine, link, folder, join(folder, 'none', 'answer')])
    await expect(withNewFile(path, work)).rejects.toMatchObject({ code: 'file.unwritable' });
  expect(work).not.toHaveBeenCalled();
  expect(readFileSync(mine, 'utf8')).toBe('mine');
});
