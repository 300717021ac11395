import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../base/error.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { tamper, tempStore } from './testing/temp-store.ts';

const place = { iccid: '8988211000000430010', simulated: false, keySet: 'set' };
const up = (last = 0): number => last + 1;

test('counters of a card and key set rise by what was spent', () => {
  const { otaCounters } = tempStore();
  expect(otaCounters.last(place)).toBeUndefined();
  expect([1, 2, 3].map(() => otaCounters.spend(place, up, 1))).toEqual([1, 2, 3]);
  for (const other of [
    { ...place, iccid: '8988211000000430028' },
    { ...place, simulated: true },
    { ...place, keySet: 'other' },
  ])
    expect(otaCounters.spend(other, up, 1)).toBe(1);
  expect(otaCounters.last(place)).toBe(3);
});

test('what refuses the next counter leaves the last', () => {
  const { otaCounters } = tempStore();
  otaCounters.raise(place, 2 ** 40 - 2, 1);
  const refuse = (): number => {
    throw new InputError('scp80.counter-exhausted', 'At its end.', { hint: 'Replace the key set.' });
  };
  expect(() => otaCounters.spend(place, refuse, 1)).toThrow(
    expect.objectContaining({ code: 'scp80.counter-exhausted' }),
  );
  expect(otaCounters.last(place)).toBe(2 ** 40 - 2);
});

test('a counter never falls, whoever asks', () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  const { otaCounters } = store;
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), (raises) => {
      const keySet = crypto.randomUUID();
      let highest: number | undefined;
      for (const counter of raises) {
        expect(otaCounters.raise({ ...place, keySet }, counter, 1)).toBe(counter > (highest ?? -1));
        highest = Math.max(highest ?? 0, counter);
        expect(otaCounters.last({ ...place, keySet })).toBe(highest);
      }
    }),
    { numRuns: 20 },
  );
  otaCounters.raise(place, 9, 1);
  expect(() => otaCounters.spend(place, () => 8, 1)).toThrow(
    expect.objectContaining({ code: 'store.refused' }),
  );
  expect(otaCounters.last(place)).toBe(9);
});

test('a counter that was changed by hand is found out', () => {
  const folder = tempFolder();
  const { otaCounters } = tempStore(folder);
  otaCounters.spend(place, up, 1);
  expect(() => tamper(folder, 'UPDATE ota_counters SET counter = -1')).toThrow('CHECK constraint failed');
  expect(otaCounters.last(place)).toBe(1);
});

function spender(folder: string, count: number, name: string, killAt = 0): [ChildProcess, string] {
  const file = join(folder, name);
  const args = [folder, String(count), file, String(killAt)];
  const module = join(import.meta.dirname, 'testing/spend-child.ts');
  return [fork(module, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }), file];
}
const spentIn = (file: string): number[] => readFileSync(file, 'utf8').trim().split('\n').map(Number);

test('two processes never spend the same counter', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  tempStore(folder);
  const children = ['a', 'b'].map((name) => spender(folder, 100, name));
  for (const [child] of children)
    expect(await (child.exitCode === null ? once(child, 'exit') : [child.exitCode, null])).toEqual([0, null]);
  const lists = children.map(([, file]) => spentIn(file));
  for (const list of lists) expect(list).toEqual(list.toSorted((a, b) => a - b));
  expect(new Set(lists.flat()).size).toBe(200);
  expect(Math.max(...lists.flat())).toBe(200);
});

test('a process that is killed after it has spent a counter has used it up', {
  timeout: 60_000,
}, async () => {
  const folder = tempFolder();
  for (const killAt of [1, 2, 5]) {
    const [child] = spender(folder, 10, 'noted', killAt);
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  }
  const [last, file] = spender(folder, 3, 'noted');
  await once(last, 'exit');
  // 1, 3 and 8 were spent and never noted: they are not given out again.
  expect(spentIn(file)).toEqual([2, 4, 5, 6, 7, 9, 10, 11]);
});
