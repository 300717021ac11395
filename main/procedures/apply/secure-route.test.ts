import { expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { queryPin } from '../../card/commands/verify-pin.ts';
import { encodePinDigits } from '../../card/pin.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { applyPlan } from '../apply.ts';
import { openSecureChannel } from '../globalplatform/open-secure-channel.ts';
import { takeInventory } from '../inventory/take-inventory.ts';
import { makePlan } from '../plan/make-plan.ts';
import { targetsToLookFor } from '../plan/target.ts';
import type { Plan } from '../plan/types.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import type { Profile, ProfileValues } from '../profile/types.ts';
import { CardSession } from '../session.ts';
import { countingLink } from '../testing/counting-link.ts';
import { gatewayValues, shippedProfile } from '../testing/gateway-values.ts';
import { issuerImage, issuerKeys, issuerVersion } from '../testing/issuer-card.ts';
import { memoryJournal } from '../testing/memory-journal.ts';
import { verifyPlan } from '../verify.ts';
import { secureRoute } from './secure-route.ts';

const adm1 = 0x0a;

async function planOn(uicc: Uicc, profile: Profile, values: ProfileValues): Promise<Plan> {
  const session = new CardSession(await connectUicc(uicc));
  const inventory = await takeInventory(session, { scope: 'onem2m', alsoLookFor: targetsToLookFor(profile) });
  return makePlan(inventory, profile, values);
}

async function applyPlain(uicc: Uicc, plan: Plan) {
  const session = new CardSession(await connectUicc(uicc));
  const keys = new Map([[adm1, encodePinDigits('12345678')]]);
  return applyPlan(session, plan, { keys, journal: memoryJournal() });
}

async function applyOver(uicc: Uicc, plan: Plan, protocol: 'scp02' | 'scp03', level: number) {
  const link = countingLink(await connectUicc(uicc));
  const session = new CardSession(link);
  const channel = await openSecureChannel(session, {
    keys: issuerKeys[protocol],
    protocol,
    keyVersion: issuerVersion[protocol],
    level,
    scp02Option: 0x75,
  });
  const route = secureRoute(channel, new Set([adm1]));
  const result = await applyPlan(session, plan, {
    keys: new Map(),
    journal: memoryJournal(),
    openRoute: () => Promise.resolve(route),
  });
  return { result, link };
}

/** Every file of the card with its header and content, in hexadecimal. */
function filesOf({ files }: CardImage): readonly string[] {
  return [...files.values()].map(({ id, parent, body }) => `${parent}/${id} ${toHex(body)}`);
}

/** The cut may come while the channel is being opened: then there is no result but an error. */
function onlyCardErrors(error: unknown): void {
  expect(error).toBeInstanceOf(CardwrightError);
}

const levels = [
  ['scp02', 0x01],
  ['scp02', 0x03],
  ['scp02', 0x11],
  ['scp02', 0x13],
  ['scp03', 0x01],
  ['scp03', 0x03],
  ['scp03', 0x11],
  ['scp03', 0x13],
  ['scp03', 0x33],
] as const;

const longProfile = parseProfile(`cardwright: profile/1
name: long
version: 1.0.0
title: Long
target: { kind: adf-1m2msm }
create: true
files:
  - { name: EF_1M2MSID, value: sub-${'x'.repeat(400)}, size: 500 }
`);

test.each(levels)(
  'the same plan over ADM and over %s at level %i gives the same bytes',
  async (protocol, level) => {
    for (const protocolOfCard of ['T=0', 'T=1'] as const) {
      const image = { ...issuerImage(), protocol: protocolOfCard };
      const [plain, secured] = [createUicc({ image }), createUicc({ image })];
      const plan = await planOn(plain, shippedProfile('access-network'), gatewayValues);
      expect(plan.steps.length).toBeGreaterThan(9);
      expect(await applyPlain(plain, plan)).toEqual({ done: plan.steps.length });
      const { result, link } = await applyOver(secured, plan, protocol, level);
      expect(result).toEqual({ done: plan.steps.length });
      expect(filesOf(secured.snapshot())).toEqual(filesOf(plain.snapshot()));
      expect(filesOf(secured.snapshot())).not.toEqual(filesOf(image));
      // No ADM is presented, and no write goes in the plain.
      expect(link.sent.filter((command) => command.startsWith('0020'))).toEqual([]);
      expect(link.sent.filter((command) => /^00(d6|dc|e0)/.test(command))).toEqual([]);
      const items = await verifyPlan(new CardSession(await connectUicc(secured)), plan);
      expect(items.every(({ match }) => match)).toBe(true);
    }
  },
);

test('contents longer than one command of the channel are split', async () => {
  for (const [protocol, level] of [
    ['scp02', 0x03],
    ['scp03', 0x33],
  ] as const) {
    const { securityDomain } = issuerImage();
    const blank = loadSeed('standalone-blank').image;
    const uicc = createUicc({ image: { ...blank, ...(securityDomain && { securityDomain }) } });
    const plan = await planOn(uicc, longProfile, {});
    expect(plan.blockers).toEqual([]);
    const { result } = await applyOver(uicc, plan, protocol, level);
    expect(result).toEqual({ done: plan.steps.length });
    const items = await verifyPlan(new CardSession(await connectUicc(uicc)), plan);
    expect(items.length > 0 && items.every(({ match }) => match)).toBe(true);
  }
});

test('a card whose issuer may not write refuses, and nothing is written', async () => {
  const uicc = createUicc({ image: issuerImage(() => ({ authorises: [] })) });
  const plan = await planOn(uicc, shippedProfile('access-network'), gatewayValues);
  const before = filesOf(uicc.snapshot());
  const { result } = await applyOver(uicc, plan, 'scp03', 0x33);
  expect(result).toMatchObject({ done: 0, error: { code: 'access.denied' } });
  expect(filesOf(uicc.snapshot())).toEqual(before);
});

test('the right of the issuer ends with the secured command: a plain write is refused in an open channel', async () => {
  const uicc = createUicc({ image: issuerImage() });
  const session = new CardSession(await connectUicc(uicc));
  await openSecureChannel(session, { keys: issuerKeys.scp03, keyVersion: 48, level: 0x01 });
  expect(await session.run(queryPin(adm1))).toEqual({ state: 'tries-left', triesLeft: 3 });
  const plan = await planOn(uicc, shippedProfile('access-network'), gatewayValues);
  const result = await applyPlan(session, plan, { keys: new Map(), journal: memoryJournal() });
  expect(result.error?.code).toBe('key.missing');
});

test('a channel that loses its answer stops the plan and is closed', async () => {
  const uicc = createUicc({ image: issuerImage() });
  const plan = await planOn(uicc, shippedProfile('access-network'), gatewayValues);
  const { link } = await applyOver(createUicc({ image: uicc.snapshot() }), plan, 'scp03', 0x33);
  uicc.setFault({ kind: 'power-loss', when: 'after', apdu: link.names.indexOf('UPDATE BINARY') + 1 });
  const { result } = await applyOver(uicc, plan, 'scp03', 0x33);
  expect(result).toMatchObject({ done: 0, error: { code: 'card.interrupted' } });
  const rest = await planOn(uicc, shippedProfile('access-network'), gatewayValues);
  expect(rest.steps).toHaveLength(plan.steps.length - 1);
  expect((await applyOver(uicc, rest, 'scp03', 0x33)).result).toEqual({ done: rest.steps.length });
});

test.each(['before', 'commit', 'after'] as const)(
  'power cut %s each command over SCP03: a new plan over a new channel ends with the same bytes',
  async (when) => {
    const image = issuerImage();
    const profile = shippedProfile('access-network');
    const whole = createUicc({ image });
    const plan = await planOn(whole, profile, gatewayValues);
    const { link, result } = await applyOver(whole, plan, 'scp03', 0x33);
    expect(result).toEqual({ done: plan.steps.length });
    const wanted = filesOf(whole.snapshot());
    for (let apdu = 1; apdu <= link.sent.length; apdu++) {
      const uicc = createUicc({ image });
      uicc.setFault({ kind: 'power-loss', when, apdu });
      await applyOver(uicc, plan, 'scp03', 0x33).catch(onlyCardErrors);
      const rest = await planOn(uicc, profile, gatewayValues);
      expect((await applyOver(uicc, rest, 'scp03', 0x33)).result, String(apdu)).toEqual({
        done: rest.steps.length,
      });
      expect(filesOf(uicc.snapshot()), String(apdu)).toEqual(wanted);
    }
  },
  30_000,
);
