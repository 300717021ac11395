import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from './testing/temp-folder.ts';
import { tempStore } from './testing/temp-store.ts';

const idle = join(import.meta.dirname, 'testing', 'idle-child.ts');

test('a process is alive until it is killed, and its mark is swept away then', async () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  const child = fork(idle, [folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [id] = (await once(child, 'message')) as [string];
  expect(store.presence.isAlive(id)).toBe(true);
  store.presence.sweep();
  expect(store.presence.isAlive(id)).toBe(true);

  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(store.presence.isAlive(id)).toBe(false);
  store.presence.sweep();
  expect(readdirSync(join(folder, 'engines'))).toEqual([`${store.presence.id}.lock`]);
});

test('this process is alive to itself and to another store of the same process', () => {
  const folder = tempFolder();
  const [a, b] = [tempStore(folder), tempStore(folder)];
  expect(a.presence.isAlive(a.presence.id)).toBe(true);
  expect(b.presence.isAlive(a.presence.id)).toBe(true);
  expect(b.presence.isAlive(a.presence.id)).toBe(true);
});

test.each(['', '../../etc/passwd', '00000000-0000-0000-0000-000000000000'])('“%s” is nobody', (id) => {
  expect(tempStore().presence.isAlive(id)).toBe(false);
});
