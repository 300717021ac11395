import { describe, expect, test } from 'vitest';
import { type PlanDoc, planDoc } from '../../contract/plan.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { gatewayValues, shippedProfile } from '../../procedures/testing/gateway-values.ts';
import { tamper } from '../../store/testing/temp-store.ts';
import { applyStoredPlan } from '../apply-stored-plan.ts';
import { bench, inReader } from '../testing/bench.ts';
import { actor, adm1 } from '../testing/published.ts';
import { issuerSet, otaSet, remoteIccid, remoteImage, withKeys } from '../testing/remote-keys.ts';
import { wayOf } from './way.ts';

const values = Object.fromEntries(
  Object.entries(gatewayValues).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...value],
  ]),
);
const job = { kind: 'provision', profile: shippedProfile('access-network'), values } as const;
const code = (name: string) => expect.objectContaining({ code: name });

async function planned(...sets: readonly object[]) {
  const station = bench();
  await withKeys(station, ...sets);
  const uicc = createUicc({ image: remoteImage() });
  const plan = planDoc.parse(await station.jobs.makePlan(await inReader(uicc), job, actor));
  const request = { plan: plan.id, iccid: plan.iccid, keys: {} };
  return { ...station, uicc, plan, request };
}

/** Another process of the same station. */
async function neighbour(folder: string) {
  const station = bench(folder);
  await station.vault.openByPassphrase('a passphrase for tests');
  return station;
}

describe('between a plan and its apply', () => {
  test('another process applies it, over the route that the first has chosen', async () => {
    const { jobs, folder, uicc, plan, request } = await planned(otaSet, issuerSet('scp03'));
    jobs.chooseRoute(plan.id, 'scp80');
    const other = await neighbour(folder);
    expect(await other.jobs.apply(await inReader(uicc), request, actor)).toMatchObject({
      result: 'verified',
      route: 'scp80',
      keySet: 'OTA 2',
    });
    await expect(jobs.apply(await inReader(uicc), request, actor)).rejects.toThrow(code('plan.not-ready'));
  });

  test('a route that is chosen elsewhere while the apply begins stops it: a receipt never names a way that was not taken', async () => {
    const station = await planned(otaSet, issuerSet('scp03'));
    const { jobs, folder, uicc, plan, request, store } = station;
    const other = await neighbour(folder);
    const card = await inReader(uicc);
    const ids = { next: () => globalThis.crypto.randomUUID() };
    const applied = applyStoredPlan({ ...station, ids }, card, request, actor, {}, (...args) => {
      const way = wayOf(...args);
      other.jobs.chooseRoute(plan.id, 'scp80');
      return way;
    });
    await expect(applied).rejects.toThrow(code('plan.route-changed'));
    expect(card.session.exchanges).toBe(0);
    expect(jobs.plan(plan.id)).toMatchObject({ state: 'ready', route: 'scp80' });
    expect(store.receipts.list({})).toEqual([]);
  });

  test('no other route is chosen for a plan that is being applied', async () => {
    const { jobs, uicc, plan, request } = await planned(otaSet, issuerSet('scp03'));
    const seen: unknown[] = [];
    const onProgress = (): void => {
      try {
        jobs.chooseRoute(plan.id, 'scp80');
      } catch (error) {
        seen.push(error);
      }
    };
    const receipt = await jobs.apply(await inReader(uicc), request, actor, { onProgress });
    expect(receipt).toMatchObject({ result: 'verified', route: 'scp03', keySet: 'SCP03 48' });
    expect(seen.length).toBeGreaterThan(3);
    for (const error of seen) expect(error).toEqual(code('plan.not-ready'));
  });

  test('the vault is opened: a route that was closed for it stays closed, and says to make the plan again', async () => {
    const station = bench();
    await withKeys(station, otaSet);
    station.vault.lock();
    const uicc = createUicc({ image: remoteImage() });
    const plan = await station.jobs.makePlan(await inReader(uicc), job, actor);
    await station.vault.openByPassphrase('a passphrase for tests');
    expect(() => station.jobs.chooseRoute(plan.id, 'scp80')).toThrow(
      expect.objectContaining({
        code: 'route.unusable',
        hint: 'Open them with the passphrase of this station. Then make the plan again.',
      }),
    );
  });
});

describe('a plan of a release without routes', () => {
  async function old() {
    const made = await planned(otaSet);
    const plan = made.jobs.plan(made.plan.id);
    const { routes: _routes, keySet: _set, ...rest } = plan;
    const document: PlanDoc = { ...rest, route: 'plain' };
    const literal = JSON.stringify(document).replaceAll("'", "''");
    tamper(made.folder, `UPDATE plans SET document = '${literal}'`);
    return made;
  }

  test('is applied as it was meant', async () => {
    const { jobs, uicc, request } = await old();
    await expect(jobs.apply(await inReader(uicc), request, actor)).rejects.toThrow(code('key.missing'));
    const receipt = await jobs.apply(await inReader(uicc), { ...request, keys: adm1 }, actor);
    expect(receipt).toMatchObject({ result: 'verified', route: 'plain' });
    expect(receipt).not.toHaveProperty('envelopes');
  });

  test('is on the plain route already, and has no other', async () => {
    const { jobs, plan } = await old();
    expect(jobs.chooseRoute(plan.id, 'plain')).toMatchObject({ id: plan.id, route: 'plain', state: 'ready' });
    expect(() => jobs.chooseRoute(plan.id, 'scp80')).toThrow(code('route.unknown'));
  });
});

test('a key that was presented in a secure channel is kept where that was asked for', async () => {
  const { jobs, uicc, plan, request, vault } = await planned({ ...issuerSet('scp03'), authorises: [] });
  jobs.chooseRoute(plan.id, 'scp03');
  const receipt = await jobs.apply(await inReader(uicc), { ...request, keys: adm1, remember: true }, actor);
  expect(receipt.route).toBe('scp03');
  expect(vault.names(`simulated ${remoteIccid}`)).toEqual(['ADM1']);
});
