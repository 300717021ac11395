import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import type { CardLink } from '../../card/link.ts';
import { planDoc } from '../../contract/plan.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { gatewayValues, shippedProfile } from '../../procedures/testing/gateway-values.ts';
import { bench, inReader } from '../testing/bench.ts';
import { cardOn } from '../testing/card-on.ts';
import { actor, adm1 } from '../testing/published.ts';
import { issuerSet, otaSet, remoteImage, withKeys } from '../testing/remote-keys.ts';

const values = Object.fromEntries(
  Object.entries(gatewayValues).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...value],
  ]),
);
const job = { kind: 'provision', profile: shippedProfile('access-network'), values } as const;

/** A card on which the secure channel ends when another application or file is selected: it answers its commands with `sw`. */
async function endingAtSelect(uicc: Uicc, sw: string): Promise<CardLink> {
  const link = await connectUicc(uicc);
  let open = false;
  return {
    ...link,
    exchange: (bytes, context) => {
      const [cla = 0, ins] = bytes;
      if (ins === 0x82) open = true;
      else if (ins === 0xa4) open = false;
      else if ((cla & 0x0c) !== 0 && !open) return Promise.resolve(fromHex(sw));
      return link.exchange(bytes, context);
    },
  };
}

test.each(['6e00', '6882', '6987', '6988', '6985', '6d00'])(
  'a card that ends the channel at SELECT and answers %s: it is said, nothing is sent again, another route goes on',
  async (sw) => {
    const station = bench();
    await withKeys(station, otaSet, issuerSet('scp03'));
    const uicc = createUicc({ image: remoteImage() });
    const before = uicc.snapshot().files;
    const planFor = async () => planDoc.parse(await station.jobs.makePlan(await inReader(uicc), job, actor));
    const plan = await planFor();
    expect(plan.route).toBe('scp03');
    const link = await endingAtSelect(uicc, sw);
    let secured = 0;
    const card = cardOn({
      ...link,
      exchange: (bytes, context) => {
        if (((bytes[0] ?? 0) & 0x0c) !== 0) secured++;
        return link.exchange(bytes, context);
      },
    });
    const request = { plan: plan.id, iccid: plan.iccid, keys: {} };
    const receipt = await station.jobs.apply(card, request, actor);
    expect(receipt).toMatchObject({ result: 'stopped', error: { code: 'channel.ended' } });
    expect(receipt.done.map(({ state }) => state)).toEqual([
      'failed',
      ...plan.steps.slice(1).map(() => 'skipped'),
    ]);
    // EXTERNAL AUTHENTICATE and one write: nothing is tried twice.
    expect(secured).toBe(2);
    expect(uicc.snapshot().files).toEqual(before);

    const next = await planFor();
    expect(next).toMatchObject({ continues: plan.id, state: 'ready', route: 'scp80' });
    // Still offered, for whoever knows better, but no longer taken unasked.
    expect(next.routes?.find(({ route }) => route === 'scp03')).toMatchObject({
      usable: true,
      why: 'This way failed on this card when it was last taken.',
    });
    const over = { plan: next.id, iccid: next.iccid, keys: {} };
    expect(await station.jobs.apply(await inReader(uicc), over, actor)).toMatchObject({
      result: 'verified',
      route: 'scp80',
    });
    // On a card that is in order again nothing is remembered.
    expect(station.jobs.openPlans()).toEqual([]);
  },
);

test('where the other way needs a key, that is the one that is offered', async () => {
  const station = bench();
  await withKeys(station, issuerSet('scp03'));
  const uicc = createUicc({ image: remoteImage() });
  const plan = await station.jobs.makePlan(await inReader(uicc), job, actor);
  const card = cardOn(await endingAtSelect(uicc, '6e00'));
  await station.jobs.apply(card, { plan: plan.id, iccid: plan.iccid, keys: {} }, actor);
  const next = await station.jobs.makePlan(await inReader(uicc), job, actor);
  expect(next).toMatchObject({ route: 'plain', routes: [{ needs: ['ADM1'] }, { route: 'scp03' }] });
  const request = { plan: next.id, iccid: next.iccid, keys: adm1 };
  expect(await station.jobs.apply(await inReader(uicc), request, actor)).toMatchObject({
    result: 'verified',
  });
});
