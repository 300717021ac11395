import { expect, test } from 'vitest';
import { ReaderQueue } from './queue.ts';

const makeQueue = (): ReaderQueue => new ReaderQueue('Reader 1', () => undefined);

/** Work that ends when it is told to. */
function gate(): { work: () => Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, open: resolve };
}

test('reads follow one another in order and never overlap', async () => {
  const queue = makeQueue();
  const seen: string[] = [];
  let inside = 0;
  const read = (name: string) =>
    queue.run('read', undefined, async () => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(name);
      inside--;
    });
  await Promise.all([read('a'), read('b'), read('c')]);
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(queue.idle).toBe(true);
});

test('a write is refused while a read works, and while one waits', async () => {
  const queue = makeQueue();
  const first = gate();
  const reading = queue.run('read', undefined, first.work);
  await expect(queue.run('write', undefined, async () => 1)).rejects.toMatchObject({ code: 'reader.busy' });
  first.open();
  await reading;
  await expect(queue.run('write', undefined, async () => 1)).resolves.toBe(1);
});

test('a read waits for a write and can be cancelled meanwhile, without touching the card', async () => {
  const queue = makeQueue();
  const write = gate();
  const writing = queue.run('write', undefined, write.work);
  const abort = new AbortController();
  let touched = false;
  const reading = queue.run('read', abort.signal, async () => {
    touched = true;
  });
  abort.abort();
  await expect(reading).rejects.toMatchObject({ code: 'operation.cancelled' });
  write.open();
  await writing;
  expect(touched).toBe(false);
  expect(queue.idle).toBe(true);
});

test('background work gives way to a user, who waits only until it has let go', async () => {
  const queue = makeQueue();
  let letGo = false;
  const background = queue.runInBackground(async (signal) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    letGo = true;
  });
  expect(queue.busy).toBe(false);
  await queue.run('write', undefined, async () => expect(letGo).toBe(true));
  await background;
});

test('background work does not start while a user works', async () => {
  const queue = makeQueue();
  const user = gate();
  const working = queue.run('read', undefined, user.work);
  let started = false;
  await queue.runInBackground(async () => {
    started = true;
  });
  expect(started).toBe(false);
  user.open();
  await working;
});

test('a user is not hurt by background work that fails', async () => {
  const queue = makeQueue();
  const background = queue.runInBackground(async (signal) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    throw new TypeError('torn');
  });
  const user = queue.run('read', undefined, async () => 7);
  await expect(background).rejects.toThrow('torn');
  await expect(user).resolves.toBe(7);
});

test('work that fails frees the reader', async () => {
  const queue = makeQueue();
  await expect(queue.run('write', undefined, () => Promise.reject(new TypeError('x')))).rejects.toThrow('x');
  expect(queue.idle).toBe(true);
});
