import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { samplePlan } from './testing/samples.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { tempStore } from './testing/temp-store.ts';

const child = (name: string, ...args: string[]): ChildProcess =>
  fork(join(import.meta.dirname, 'testing', name), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const ended = async (process: ChildProcess) =>
  (await once(process, 'exit')) as [number | null, string | null];

test('several processes that open a new store at the same moment all succeed', {
  timeout: 30_000,
}, async () => {
  const folder = tempFolder();
  const children = ['a', 'b', 'c'].map((name) => child('append-child.ts', folder, '0', name));
  expect(await Promise.all(children.map(ended))).toEqual([
    [0, null],
    [0, null],
    [0, null],
  ]);
});

test('two processes that append receipts keep one chain without gaps', { timeout: 30_000 }, async () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  store.plans.insert({ document: samplePlan('plan'), program: '{}', simulated: false });
  const children = ['a', 'b'].map((name) => child('append-child.ts', folder, '60', name));
  expect(await Promise.all(children.map(ended))).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(store.receipts.check()).toEqual({ intact: true, checked: 120 });
  const numbers = store.receipts.list({ limit: 1000 }).map((receipt) => receipt.number);
  expect(numbers).toEqual(Array.from({ length: 120 }, (_, i) => 120 - i));
});

test('killed at any point, the store comes back with every intent it has seen leave', {
  timeout: 120_000,
}, async () => {
  for (let killAt = 1; ; killAt++) {
    const folder = tempFolder();
    const [exit, signal] = await ended(child('journal-child.ts', folder, String(killAt)));
    const store = tempStore(folder);
    const written = existsSync(join(folder, 'card')) ? readFileSync(join(folder, 'card'), 'utf8') : '';
    const steps = store.steps.ofPlan('plan');
    for (const [i, step] of steps.entries()) {
      const times = written.split(String(i)).length - 1;
      const allowed = { pending: [0], intended: [0, 1], done: [1] } as Readonly<
        Record<string, readonly number[]>
      >;
      expect(allowed[step.state], `step ${i} ${step.state} when killed at ${killAt}`).toContain(times);
    }
    expect(steps.filter((step) => step.state === 'intended').length).toBeLessThanOrEqual(1);
    const applied = store.plans.get('plan')?.state === 'applied';
    expect(store.receipts.check()).toEqual({ intact: true, checked: applied ? 1 : 0 });
    if (signal === null) {
      expect({ exit, written, applied }).toEqual({ exit: 0, written: '01234', applied: true });
      expect(killAt).toBeGreaterThan(20);
      return;
    }
    expect(signal).toBe('SIGKILL');
  }
});
