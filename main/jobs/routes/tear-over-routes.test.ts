import { expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import { planDoc, type RouteName } from '../../contract/plan.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { gatewayValues, shippedProfile } from '../../procedures/testing/gateway-values.ts';
import { bench, inReader } from '../testing/bench.ts';
import { actor, adm1 } from '../testing/published.ts';
import { issuerSet, otaSet, remoteIccid, remoteImage, withKeys } from '../testing/remote-keys.ts';

const values = Object.fromEntries(
  Object.entries(gatewayValues).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...value],
  ]),
);
/** Every command would take minutes; over time each of them is met, for the plans differ. */
const stride = 7;
const job = { kind: 'provision', profile: shippedProfile('access-network'), values } as const;
const bodies = (uicc: Uicc) => [...uicc.snapshot().files.values()].map(({ body }) => toHex(body));

async function station() {
  const made = bench();
  await withKeys(made, otaSet, issuerSet('scp03'), issuerSet('scp02'));
  const { jobs } = made;
  const planFor = async (uicc: Uicc, route: RouteName) => {
    const plan = planDoc.parse(await jobs.makePlan(await inReader(uicc), job, actor));
    return plan.state !== 'ready' || plan.route === route ? plan : jobs.chooseRoute(plan.id, route);
  };
  const apply = async (uicc: Uicc, plan: string, route: RouteName) =>
    jobs.apply(
      await inReader(uicc),
      { plan, iccid: remoteIccid, keys: route === 'plain' ? adm1 : {} },
      actor,
    );
  return { ...made, planFor, apply };
}

/** The commands that one apply over this route has, and the bytes it leaves. */
async function whole(route: RouteName) {
  const { planFor, apply } = await station();
  const uicc = createUicc({ image: remoteImage() });
  const receipt = await apply(uicc, (await planFor(uicc, route)).id, route);
  expect(receipt.result).toBe('verified');
  return { apdus: receipt.apdus, right: bodies(uicc) };
}

test.each([
  ['scp80', 'scp03'],
  ['scp80', 'plain'],
  ['scp03', 'scp80'],
  ['scp02', 'plain'],
  ['plain', 'scp80'],
] as const)(
  'power cut while a plan goes over %s: a new plan over %s ends with the same bytes',
  async (first, second) => {
    const { apdus, right } = await whole(first);
    for (let apdu = 1; apdu <= apdus; apdu += stride) {
      const when = (['before', 'commit', 'after'] as const)[apdu % 3]!;
      const where = `${when} command ${apdu}`;
      const { planFor, apply, jobs, store } = await station();
      const uicc = createUicc({ image: remoteImage() });
      const plan = await planFor(uicc, first);
      uicc.setFault({ kind: 'power-loss', when, apdu });
      const ended = await apply(uicc, plan.id, first).catch((error: unknown) => error);
      const next = await planFor(uicc, second);
      expect(
        jobs.plan(plan.id).steps.map(({ state }) => state),
        where,
      ).not.toContain('unknown');
      const begun = jobs.plan(plan.id).state !== 'ready';
      if (begun) expect(ended, where).toMatchObject({ route: first });
      if (next.state === 'ready')
        expect(await apply(uicc, next.id, second), where).toMatchObject({
          result: 'verified',
          route: second,
        });
      expect(bodies(uicc), where).toEqual(right);
      expect(jobs.openPlans(), where).toEqual([]);
      expect(store.receipts.check().intact, where).toBe(true);
    }
  },
  120_000,
);
