import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toHex } from '../base/bytes.ts';
import { parsePath } from '../card/path.ts';
import type { PlanDoc, StepDoc } from '../contract/plan.ts';
import type { Uicc } from '../lab/uicc/uicc.ts';
import { connectUicc } from '../lab/uicc-link.ts';
import { tempFolder } from '../store/testing/temp-folder.ts';
import { closeOrphans } from './orphans.ts';
import { bench, inReader } from './testing/bench.ts';
import { cardOn } from './testing/card-on.ts';
import { isWrite, killCard, killJob } from './testing/kill-job.ts';
import { actor, adm1 } from './testing/published.ts';

const script = join(import.meta.dirname, 'testing', 'kill-child.ts');

/** An engine of its own process, killed at point `killAt`; the signal it died of, `null` when it came to its end. */
async function engineKilledAt(killAt: number, folder: string): Promise<string | null> {
  const env = { ...process.env, CARDWRIGHT_TEST_KILL_AT: String(killAt) };
  const child = fork(script, [folder], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [exit, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(exit ?? 0, `point ${killAt}`).toBe(0);
  return signal;
}

/** The content that a step is about, on the card itself. */
function contentOf(uicc: Uicc, { path, record, after }: StepDoc): string {
  const body = toHex(uicc.readFileDirect(parsePath(path)));
  const length = after?.hex.length ?? 0;
  return record === undefined ? body : body.slice((record - 1) * length, record * length);
}

const bodies = (uicc: Uicc) => [...uicc.snapshot().files.values()].map(({ body }) => toHex(body));

/** What an engine that comes after the killed one finds, and that it ends with exactly the right card. */
async function recover(killAt: number, folder: string): Promise<string[]> {
  const { store, clock, jobs } = bench(folder);
  const uicc = killCard(folder);
  const [plan] = store.plans.applying();
  const closed = closeOrphans(store, clock);
  expect(closed.map(({ planId, result }) => [planId, result])).toEqual(
    plan === undefined ? [] : [[plan.id, 'interrupted']],
  );
  expect(store.receipts.check().intact).toBe(true);
  if (plan !== undefined) checkJournal(jobs.plan(plan.id), uicc, killAt);

  const [open] = jobs.openPlans();
  const next = await jobs.makePlan(await inReader(uicc), killJob, actor);
  expect(next.continues).toBe(open?.id);
  for (const step of open === undefined ? [] : jobs.plan(open.id).steps)
    if (step.state !== 'skipped')
      expect(step.state === 'done', `step ${step.index}, point ${killAt}`).toBe(
        contentOf(uicc, step) === step.after?.hex,
      );

  const sent: string[] = [];
  if (next.state === 'ready') {
    const link = await connectUicc(uicc);
    const watched = cardOn({
      ...link,
      exchange: (bytes, context) => {
        if (isWrite(bytes)) sent.push(toHex(bytes));
        return link.exchange(bytes, context);
      },
    });
    const receipt = await jobs.apply(watched, { plan: next.id, iccid: next.iccid, keys: adm1 }, actor);
    expect(receipt.result).toBe('verified');
  } else expect(next.state).toBe('nothing-to-do');
  const log = join(folder, 'written');
  const written = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  expect(
    sent.filter((command) => written.includes(command)),
    `written twice, point ${killAt}`,
  ).toEqual([]);
  expect(jobs.openPlans()).toEqual([]);
  expect(store.receipts.check().intact).toBe(true);
  return bodies(uicc);
}

/** What the journal says is done is on the card; what it says was never begun is not; of the rest nothing is claimed. */
function checkJournal(plan: PlanDoc, uicc: Uicc, killAt: number): void {
  expect(plan.steps.filter(({ state }) => state === 'unknown').length).toBeLessThanOrEqual(1);
  for (const step of plan.steps) {
    const now = contentOf(uicc, step);
    const where = `step ${step.index} ${step.state}, point ${killAt}`;
    if (step.state === 'done') expect(now, where).toBe(step.after?.hex);
    else if (step.state === 'skipped') expect(now, where).toBe(step.before?.hex);
    else {
      expect(step.state, where).toBe('unknown');
      expect([step.before?.hex, step.after?.hex], where).toContain(now);
    }
  }
}

test('an engine killed at any point of applying loses and doubles no write', {
  timeout: 300_000,
}, async () => {
  const whole = tempFolder();
  expect(await engineKilledAt(0, whole)).toBeNull();
  const right = bodies(killCard(whole));
  const atOnce = 2;
  for (let from = 1; ; from += atOnce) {
    const points = Array.from({ length: atOnce }, (_, i) => ({ killAt: from + i, folder: tempFolder() }));
    const signals = await Promise.all(points.map(({ killAt, folder }) => engineKilledAt(killAt, folder)));
    for (const { killAt, folder } of points) {
      expect(await recover(killAt, folder), `point ${killAt}`).toEqual(right);
    }
    if (signals.includes(null)) {
      expect(from).toBeGreaterThan(25);
      return;
    }
  }
});
