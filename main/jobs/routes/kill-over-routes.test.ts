import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import type { Uicc } from '../../lab/uicc/uicc.ts';
import { tempFolder } from '../../store/testing/temp-folder.ts';
import { closeOrphans } from '../orphans.ts';
import { bench, inReader } from '../testing/bench.ts';
import { killCard, killJob } from '../testing/kill-job.ts';
import { actor } from '../testing/published.ts';

const script = join(import.meta.dirname, '..', 'testing', 'kill-child.ts');
type Route = 'scp80' | 'scp03';

/** An engine of its own process, killed at point `killAt`; the signal it died of, `null` when it came to its end. */
async function engineKilledAt(killAt: number, folder: string, route: Route): Promise<string | null> {
  const env = { ...process.env, CARDWRIGHT_TEST_KILL_AT: String(killAt) };
  const child = fork(script, [folder, route], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [exit, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(exit ?? 0, `point ${killAt}`).toBe(0);
  return signal;
}

const bodies = (uicc: Uicc) => [...uicc.snapshot().files.values()].map(({ body }) => toHex(body));

const linesOf = (folder: string, name: string): readonly string[] => {
  const log = join(folder, name);
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : [];
};

/** What an engine that comes after the killed one finds, and that it ends with exactly the right card over the same route. */
async function recover(killAt: number, folder: string, route: Route): Promise<readonly string[]> {
  const where = `${route}, point ${killAt}`;
  const { store, vault, clock, jobs } = bench(folder);
  await vault.openByPassphrase('a passphrase for tests');
  const uicc = killCard(folder, route);
  const [plan] = store.plans.applying();
  const closed = closeOrphans(store, clock);
  expect(
    closed.map(({ planId, result, route: taken }) => [planId, result, taken]),
    where,
  ).toEqual(plan === undefined ? [] : [[plan.id, 'interrupted', route]]);
  // As many as the card has got, or one that was about to leave.
  const sent = linesOf(folder, 'envelopes').length;
  for (const { envelopes } of closed)
    expect(route === 'scp80' ? [sent, sent + 1] : [undefined], where).toContain(envelopes);
  if (plan !== undefined)
    expect(
      jobs.plan(plan.id).steps.map(({ state }) => state),
      where,
    ).not.toContain('intended');

  const open = jobs.openPlans();
  const next = await jobs.makePlan(await inReader(uicc), killJob, actor);
  expect(next.continues, where).toBe(open[0]?.id);
  // Read, and none the wiser only where nothing was sent.
  for (const { id } of open)
    expect(
      jobs.plan(id).steps.map(({ state }) => state),
      where,
    ).not.toContain('unknown');
  const spent = linesOf(folder, 'spent');
  const counters: number[] = [];
  const { otaCounters } = store;
  const spend = otaCounters.spend.bind(otaCounters);
  otaCounters.spend = (...args) => {
    const counter = spend(...args);
    counters.push(counter);
    return counter;
  };
  if (next.state === 'ready') {
    jobs.chooseRoute(next.id, route);
    const request = { plan: next.id, iccid: next.iccid, keys: {} };
    expect((await jobs.apply(await inReader(uicc), request, actor)).result, where).toBe('verified');
    if (route === 'scp80') expect(counters.length, where).toBeGreaterThan(0);
  } else expect(next.state, where).toBe('nothing-to-do');
  expect(
    counters.filter((counter) => spent.includes(String(counter))),
    `${where}: a counter twice`,
  ).toEqual([]);
  expect(jobs.openPlans(), where).toEqual([]);
  expect(store.receipts.check().intact, where).toBe(true);
  return bodies(uicc);
}

test.each([
  ['scp80', 1, 20],
  ['scp03', 2, 25],
] as const)(
  'an engine killed at any point of applying over %s',
  { timeout: 300_000 },
  async (route, step, least) => {
    const whole = tempFolder();
    expect(await engineKilledAt(0, whole, route)).toBeNull();
    const right = bodies(killCard(whole, route));
    const atOnce = 2;
    for (let from = 1; ; from += step * atOnce) {
      const points = Array.from({ length: atOnce }, (_, i) => ({
        killAt: from + step * i,
        folder: tempFolder(),
      }));
      const signals = await Promise.all(
        points.map(({ killAt, folder }) => engineKilledAt(killAt, folder, route)),
      );
      for (const { killAt, folder } of points)
        expect(await recover(killAt, folder, route), `point ${killAt}`).toEqual(right);
      if (signals.includes(null)) {
        expect(from).toBeGreaterThan(least);
        return;
      }
    }
  },
);
