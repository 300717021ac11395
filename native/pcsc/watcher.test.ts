import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakePcsc } from '../../test/support/fake-pcsc.ts';
import { type Sight, Watcher, type WatcherTiming } from './watcher.ts';

const timing = { relook: 5_000, reportsArrivals: true, firstRetry: 5, longestRetry: 20 };
const [empty, present] = [0x10, 0x20];
let pcsc: FakePcsc;
let seen: Sight[];
let watcher: Watcher | undefined;

beforeEach(() => {
  pcsc = new FakePcsc();
  pcsc.readers.set('A', { state: empty });
  seen = [];
});
afterEach(() => watcher?.stop());

const start = (change: Partial<WatcherTiming> = {}) => {
  watcher = new Watcher(pcsc.binding, { ...timing, ...change }, (sight) => seen.push(sight));
  return watcher;
};
const last = () => {
  const sight = seen.at(-1);
  if (sight?.service !== 'running') return sight?.service;
  return sight.readers.map((reader) => `${reader.name} ${(reader.state & 0xf0).toString(16)}`).join();
};

test('sees the readers, a card, a new reader and one that goes', async () => {
  start();
  await expect.poll(last).toBe('A 10');
  pcsc.change(() => pcsc.readers.set('A', { state: 0x10000 | present }));
  await expect.poll(last).toBe('A 20');
  pcsc.change(() => pcsc.readers.set('B', { state: empty }));
  await expect.poll(last).toBe('A 20,B 10');
  pcsc.change(() => pcsc.readers.delete('A'));
  await expect.poll(last).toBe('B 10');
  expect(pcsc.opened).toBe(1);
});

test('finds a reader that came while nobody waited', async () => {
  start();
  await expect.poll(last).toBe('A 10');
  pcsc.readers.set('B', { state: empty });
  await expect.poll(last).toBe('A 10,B 10');
});

test('works without any reader, and sees the first', async () => {
  pcsc.readers.clear();
  start();
  await expect.poll(last).toBe('');
  pcsc.change(() => pcsc.readers.set('B', { state: empty }));
  await expect.poll(last).toBe('B 10');
});

test('finds new readers by looking where the service does not report them, also the first', async () => {
  pcsc.readers.clear();
  start({ reportsArrivals: false, relook: 30 });
  await expect.poll(last).toBe('');
  pcsc.readers.set('B', { state: empty });
  await expect.poll(last).toBe('B 10');
  pcsc.readers.set('C', { state: empty });
  await expect.poll(last).toBe('B 10,C 10');
});

test('tells that the service is gone, tries again with a new context, and closes each', async () => {
  start();
  await expect.poll(last).toBe('A 10');
  pcsc.change(() => {
    pcsc.running = false;
  });
  await expect.poll(last).not.toBe('A 10');
  expect(seen.at(-1)).toMatchObject({ problem: { kind: 'reader' } });
  expect(pcsc.open).toBe(0);
  pcsc.running = true;
  await expect.poll(last).toBe('A 10');
  expect(pcsc.opened).toBe(2);
  await watcher?.stop();
  expect(pcsc.open).toBe(0);
});

test('a service that was restarted between two attempts was never gone', async () => {
  start();
  await expect.poll(last).toBe('A 10');
  pcsc.running = false;
  pcsc.change(() => undefined);
  pcsc.running = true;
  await expect.poll(() => pcsc.opened).toBe(2);
  await expect.poll(() => seen.length).toBeGreaterThan(1);
  expect(seen.every((sight) => sight.service === 'running')).toBe(true);
});

test('looks again when asked, and does not spin when the service reports without end', async () => {
  start();
  await expect.poll(() => seen.length).toBe(1);
  watcher?.refresh();
  await expect.poll(() => seen.length).toBe(2);
  const restless = { state: empty };
  Object.defineProperty(restless, 'state', { get: () => empty | (Math.floor(Math.random() * 60_000) << 16) });
  pcsc.change(() => pcsc.readers.set('A', restless));
  const before = seen.length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(seen.length - before).toBeLessThan(20);
});

test('stops at once while it waits, and while there is no service', async () => {
  start();
  await expect.poll(() => seen.length).toBe(1);
  await watcher?.stop();
  pcsc.running = false;
  start();
  await expect.poll(() => seen.length).toBe(2);
  await watcher?.stop();
});
