import { expect, test } from 'vitest';
import type { TraceDoc } from '../../contract/trace.ts';
import { EventHub } from '../event-hub.ts';
import { TraceLog } from './trace-log.ts';

const exchange = (reader: string): Omit<TraceDoc, 'number'> => ({
  at: 0,
  reader,
  name: 'STATUS',
  command: '80f20000',
  meaning: 'Normal ending',
  decoded: [],
  elapsedMs: 1,
});

function makeLog(): { log: TraceLog; told: TraceDoc[] } {
  const hub = new EventHub({ write: () => undefined });
  const told: TraceDoc[] = [];
  hub.on((event) => {
    if (event.event === 'trace.added') told.push(event.data);
  });
  return { log: new TraceLog(hub), told };
}

test('keeps the newest five thousand and goes on counting', () => {
  const { log } = makeLog();
  for (let i = 0; i < 20_000; i++) log.add(exchange('A'));
  const all = log.list({});
  expect(all).toHaveLength(5000);
  expect(all[0]?.number).toBe(15_001);
  log.clear();
  expect(log.list({})).toEqual([]);
  log.add(exchange('A'));
  expect(log.list({})[0]?.number).toBe(20_001);
});

test('lists one reader, after a number, the newest so many', () => {
  const { log } = makeLog();
  for (let i = 0; i < 10; i++) log.add(exchange(i % 2 === 0 ? 'A' : 'B'));
  expect(log.list({ reader: 'A', after: 3 }).map((doc) => doc.number)).toEqual([5, 7, 9]);
  expect(log.list({ reader: 'A', limit: 2 }).map((doc) => doc.number)).toEqual([7, 9]);
  expect(log.list({ limit: 0 })).toEqual([]);
});

test('listeners hear of each exchange once, after the turn in which it happened', async () => {
  const { log, told } = makeLog();
  log.add(exchange('A'));
  log.add(exchange('B'));
  expect(told).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told.map((doc) => doc.reader)).toEqual(['A', 'B']);
});
