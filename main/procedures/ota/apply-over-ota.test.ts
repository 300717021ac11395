import { describe, expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import { encodePinDigits } from '../../card/pin.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { type ApplyOptions, applyPlan } from '../apply.ts';
import { takeInventory } from '../inventory/take-inventory.ts';
import { makePlan } from '../plan/make-plan.ts';
import { targetsToLookFor } from '../plan/target.ts';
import type { Plan } from '../plan/types.ts';
import { CardSession } from '../session.ts';
import { countingLink } from '../testing/counting-link.ts';
import { gatewayValues, shippedProfile } from '../testing/gateway-values.ts';
import { memoryJournal } from '../testing/memory-journal.ts';
import { verifyPlan } from '../verify.ts';
import { type OtaRouteOptions, otaRoute } from './ota-route.ts';
import { labChannel, labTar } from './testing/lab-channels.ts';

const seedImage = loadSeed('ota-keys').image;

async function planFor(uicc: Uicc, profileName = 'access-network', values = gatewayValues): Promise<Plan> {
  const profile = shippedProfile(profileName);
  const session = new CardSession(await connectUicc(uicc));
  const inventory = await takeInventory(session, { scope: 'onem2m', alsoLookFor: targetsToLookFor(profile) });
  return makePlan(inventory, profile, values);
}

async function applyOver(
  uicc: Uicc,
  plan: Plan,
  options: Partial<OtaRouteOptions> = {},
  apply: Partial<ApplyOptions> = {},
) {
  const link = countingLink(await connectUicc(uicc));
  const session = new CardSession(link);
  const journal = memoryJournal();
  const route = otaRoute(session, {
    channel: labChannel(1),
    tarFor: labTar,
    buffer: 1024,
    format: 'compact',
    ...options,
  });
  const result = await applyPlan(session, plan, { keys: new Map(), journal, route, ...apply });
  const envelopes = link.names.filter((name) => name === 'ENVELOPE').length;
  return { result, journal, envelopes, names: link.names, exchanges: session.exchanges };
}

async function applyOverAdm(uicc: Uicc, plan: Plan) {
  const keys = new Map([[0x0a, encodePinDigits('12345678')]]);
  return applyPlan(new CardSession(await connectUicc(uicc)), plan, { keys, journal: memoryJournal() });
}

/** Content of every file by its handle, and headers: all but the OTA counters. */
function filesOf(image: CardImage): readonly string[] {
  return [...image.files.values()].map(
    ({ id, parent, header, body }) => `${parent}/${id} ${header.fid} ${header.lifeCycle} ${toHex(body)}`,
  );
}

describe('a plan over SCP80', () => {
  test.each([
    ['compact', 1],
    ['expanded-definite', 2],
    ['expanded-indefinite', 4],
    ['compact', 5],
  ] as const)('%s with key set %i leaves the same files as ADM', async (format, index) => {
    const [overAdm, overOta] = [createUicc({ image: seedImage }), createUicc({ image: seedImage })];
    const plan = await planFor(overAdm);
    expect(plan.steps.length).toBeGreaterThan(8);
    expect(await applyOverAdm(overAdm, plan)).toEqual({ done: plan.steps.length });
    const { result, journal } = await applyOver(overOta, plan, { format, channel: labChannel(index) });
    expect(result).toEqual({ done: plan.steps.length });
    expect(filesOf(overOta.snapshot())).toEqual(filesOf(overAdm.snapshot()));
    expect(journal.unknown()).toEqual([]);
    const verified = await verifyPlan(new CardSession(await connectUicc(overOta)), plan);
    expect(verified.every(({ match }) => match)).toBe(true);
    expect((await planFor(overOta)).steps).toEqual([]);
  });
});
