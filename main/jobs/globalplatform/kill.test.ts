import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import type { Uicc } from '../../lab/uicc/uicc.ts';
import { tempFolder } from '../../store/testing/temp-folder.ts';
import { closeOrphans } from '../orphans.ts';
import { actor, contentsBench, iccidOf, inReader } from './testing/contents-bench.ts';
import { killCard, killChange, killKeys } from './testing/kill-job.ts';

const script = join(import.meta.dirname, 'testing', 'kill-child.ts');
const iccid = iccidOf['issuer-keys'];
const card = { iccid, simulated: true };

/** An engine of its own process, killed at point `killAt`; the signal it died of, `null` when it came to its end. */
async function engineKilledAt(killAt: number, folder: string): Promise<string | null> {
  const env = { ...process.env, CARDWRIGHT_TEST_KILL_AT: String(killAt) };
  const child = fork(script, [folder], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [exit, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(exit ?? 0, `point ${killAt}`).toBe(0);
  return signal;
}

function keysOn(uicc: Uicc): readonly string[] {
  const set = uicc.snapshot().securityDomain!.keySets.find(({ version }) => version === 48)!;
  return [set.enc, set.mac, set.dek].map(toHex);
}

/** What an engine that comes after the killed one finds: it can always speak to the card, and no key is lost. */
async function recover(killAt: number, folder: string): Promise<void> {
  const where = `point ${killAt}`;
  const bench = await contentsBench(folder);
  const { store, clock, custody, contents } = bench;
  const uicc = killCard(folder);
  closeOrphans(store, clock);
  const tries = uicc.snapshot().securityDomain?.keySets.map((set) => set.tries);

  expect(await contents.info(await inReader(uicc), undefined), where).not.toHaveProperty('unresolved');
  const { enc, mac, dek } = custody.openGp(custody.gpKeySet('SCP03 48', card).id);
  expect([enc, mac, dek].map(toHex), where).toEqual(keysOn(uicc));
  expect(store.keySets.all(), where).toHaveLength(1);
  expect(
    uicc.snapshot().securityDomain?.keySets.map((set) => set.tries),
    where,
  ).toEqual(tries);
  for (const { id } of store.cardChanges.of(iccid, true))
    expect(bench.vault.names(`card change ${id}`), where).toEqual([]);

  const plan = await contents.plan(await inReader(uicc), { keys: killKeys, change: killChange });
  expect(plan.blockers, where).toEqual([]);
  const result = await contents.apply(await inReader(uicc), { plan: plan.id, iccid }, actor);
  expect(result.result, where).toBe('verified');
}

test('an engine killed at any point of PUT KEY loses no key', { timeout: 300_000 }, async () => {
  const atOnce = 2;
  let ended = false;
  let points = 0;
  for (let from = 1; !ended; from += atOnce) {
    const runs = Array.from({ length: atOnce }, (_, i) => ({ killAt: from + i, folder: tempFolder() }));
    const signals = await Promise.all(runs.map(({ killAt, folder }) => engineKilledAt(killAt, folder)));
    for (const { killAt, folder } of runs) await recover(killAt, folder);
    points += signals.filter((signal) => signal === 'SIGKILL').length;
    ended = signals.includes(null);
  }
  expect(points).toBeGreaterThan(20);
});
