import { describe, expect, test } from 'vitest';
import { toHex } from '../base/bytes.ts';
import { InterruptedError } from '../base/error.ts';
import { encodePinDigits } from '../card/pin.ts';
import type { CardImage } from '../lab/uicc/os/image.ts';
import { loadSeed } from '../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../lab/uicc/uicc.ts';
import { connectUicc } from '../lab/uicc-link.ts';
import { applyPlan } from './apply.ts';
import { checkHealth } from './health/check-health.ts';
import { homesOf } from './health/home-view.ts';
import { takeInventory } from './inventory/take-inventory.ts';
import { makePlan } from './plan/make-plan.ts';
import { targetsToLookFor } from './plan/target.ts';
import type { Plan } from './plan/types.ts';
import { makeWipePlan } from './plan/wipe-plan.ts';
import type { Profile, ProfileValues } from './profile/types.ts';
import { recoverSteps } from './recover.ts';
import { CardSession } from './session.ts';
import { gatewayValues, shippedProfile } from './testing/gateway-values.ts';
import { memoryJournal } from './testing/memory-journal.ts';
import { verifyPlan } from './verify.ts';

/** A job whose power is cut everywhere: the card it begins with, and how a plan is made from what is on a card. */
interface Job {
  readonly image: CardImage;
  readonly adm: string;
  readonly profile: Profile;
  readonly plan: (uicc: Uicc) => Promise<Plan>;
}

function provisioning(image: CardImage, adm: string, profileName: string, values: ProfileValues): Job {
  const profile = shippedProfile(profileName);
  const alsoLookFor = targetsToLookFor(profile);
  const plan = async (uicc: Uicc) =>
    makePlan(await inventory(uicc, { scope: 'onem2m', alsoLookFor }), profile, values);
  return { image, adm, profile, plan };
}

async function inventory(uicc: Uicc, options: Parameters<typeof takeInventory>[1]) {
  return takeInventory(new CardSession(await connectUicc(uicc)), options);
}

async function run({ adm }: Job, uicc: Uicc, plan: Plan) {
  const session = new CardSession(await connectUicc(uicc));
  const journal = memoryJournal();
  const result = await applyPlan(session, plan, { keys: new Map([[0x0a, encodePinDigits(adm)]]), journal });
  return { result, journal, exchanges: session.exchanges };
}

/** Every file of the card by its place: header and content; and the retry counters. Ids and the last selected application may differ. */
function stateOf(uicc: Uicc) {
  const { files, keys } = uicc.snapshot();
  const placeOf = (id: number): string => {
    const file = files.get(id)!;
    const name = file.header.aid === undefined ? file.header.fid : toHex(file.header.aid);
    return file.parent === id ? 'MF' : `${placeOf(file.parent)}/${name}`;
  };
  const entries = [...files.values()].map(
    ({ id, header, body }) => [placeOf(id), { header, body: toHex(body) }] as const,
  );
  return {
    files: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
    tries: keys.map(({ tries }) => tries),
  };
}

/** Contents of the oneM2M files but the service table. */
function valuesIn({ files }: ReturnType<typeof stateOf>): readonly string[] {
  return Object.entries(files)
    .filter(
      ([place, { header }]) =>
        header.kind === 'ef' && !place.endsWith('/28426') && /\/(28[0-9]{3})$/.test(place),
    )
    .map(([place, { body }]) => `${place} ${body}`);
}

/** What a card must not say at any moment: that it has what it lacks. */
const falsePromises = [
  'service.file-missing',
  'service.value-unassigned',
  'directory.absent',
  'file.mandatory-unassigned',
];

async function tearEverywhere(job: Job, when: 'before' | 'after' | 'commit'): Promise<number> {
  const whole = createUicc({ image: job.image });
  const plan = await job.plan(whole);
  expect(plan.blockers).toEqual([]);
  const { result, exchanges } = await run(job, whole, plan);
  expect(result).toEqual({ done: plan.steps.length });
  const right = stateOf(whole);
  const old = stateOf(createUicc({ image: job.image }));

  let tears = 0;
  for (let apdu = 1; apdu <= exchanges; apdu++) {
    const uicc = createUicc({ image: job.image, faults: [{ kind: 'power-loss', when, apdu }] });
    const torn = await run(job, uicc, plan);
    // A command that writes nothing has no commit to be torn at.
    if (when === 'commit' && torn.result.error === undefined) continue;
    tears++;
    expect(torn.result.error, `APDU ${apdu}`).toBeInstanceOf(InterruptedError);
    uicc.setFault({ kind: 'none' });

    const unknown = torn.journal.unknown();
    expect(unknown.length, `APDU ${apdu}`).toBeLessThanOrEqual(1);
    const recovered = await recoverSteps(new CardSession(await connectUicc(uicc)), plan.iccid, unknown);
    for (const { effect } of recovered)
      expect(effect, `APDU ${apdu}`).toBe(when === 'after' ? 'done' : 'not-done');

    const found = await inventory(uicc, { scope: 'onem2m', alsoLookFor: targetsToLookFor(job.profile) });
    const promises = checkHealth(found).filter(({ id }) => falsePromises.includes(id));
    expect(promises, `APDU ${apdu}`).toEqual([]);

    const offers = homesOf(found).some(({ services }) => (services?.size ?? 0) > 0);
    const values = valuesIn(stateOf(uicc));
    const mixed = [old, right].every((state) => JSON.stringify(valuesIn(state)) !== JSON.stringify(values));
    expect(offers && mixed, `APDU ${apdu}: services with the values of two owners`).toBe(false);

    const rest = await job.plan(uicc);
    expect(rest.blockers, `APDU ${apdu}`).toEqual([]);
    expect((await run(job, uicc, rest)).result, `APDU ${apdu}`).toEqual({ done: rest.steps.length });
    expect(stateOf(uicc), `APDU ${apdu}`).toEqual(right);
    const verified = await verifyPlan(new CardSession(await connectUicc(uicc)), plan);
    expect(
      verified.every(({ match }) => match),
      `APDU ${apdu}`,
    ).toBe(true);
  }
  return tears;
}

const otherValues: ProfileValues = {
  'subscription-id': 'sub-0002',
  'service-provider-id': '//other.example.com',
  'cse-id': '//other.example.com/cse-7',
  'ae-ids': ['S1'],
  'mef-addresses': ['2001:db8::1', 'mef.other.example.com', '192.0.2.9'],
};

/** The card after another job: a card in use gets a new owner. */
async function provisionedImage(): Promise<CardImage> {
  const image = loadSeed('usim-prepersonalised').image;
  const job = provisioning(image, '12345678', 'access-network', gatewayValues);
  const uicc = createUicc({ image });
  await run(job, uicc, await job.plan(uicc));
  return uicc.snapshot();
}

const seedImage = (name: string): CardImage => loadSeed(name).image;

const jobs: readonly (readonly [string, () => Promise<Job> | Job])[] = [
  [
    'filling a DF_1M2M',
    () => provisioning(seedImage('usim-prepersonalised'), '12345678', 'access-network', gatewayValues),
  ],
  [
    'creating a DF_1M2M and its files',
    () => provisioning(seedImage('usim-blank'), '12345678', 'access-network-create', gatewayValues),
  ],
  [
    'creating the files of a module',
    () => provisioning(seedImage('standalone-blank'), '87654321', 'standalone-create', gatewayValues),
  ],
  [
    'giving a card to another owner, with other services',
    async () => provisioning(await provisionedImage(), '12345678', 'access-network', otherValues),
  ],
  [
    'wiping',
    async () => {
      const image = await provisionedImage();
      const profile = shippedProfile('access-network');
      const plan = async (uicc: Uicc) => makeWipePlan(await inventory(uicc, { scope: 'onem2m' }));
      return { image, adm: '12345678', profile, plan };
    },
  ],
];

describe.each(jobs)('power cut at every APDU of %s', (_name, make) => {
  test.each(['before', 'after', 'commit'] as const)(
    '%s it is done: recovery ends with exactly the right card',
    async (when) => {
      const tears = await tearEverywhere(await make(), when);
      expect(tears).toBeGreaterThan(when === 'commit' ? 10 : 40);
    },
    60_000,
  );
});
