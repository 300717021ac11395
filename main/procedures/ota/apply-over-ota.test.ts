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
import { recoverSteps } from '../recover.ts';
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
  const result = await applyPlan(session, plan, {
    keys: new Map(),
    journal,
    openRoute: () => Promise.resolve(route),
    ...apply,
  });
  const envelopes = link.names.filter((name) => name === 'ENVELOPE').length;
  return { result, journal, envelopes, names: link.names };
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

describe('packing', () => {
  test('nine files in one packet; the smaller the buffer, the more packets, and always the same files', async () => {
    const expected = createUicc({ image: seedImage });
    const plan = await planFor(expected);
    await applyOverAdm(expected, plan);
    const packets: number[] = [];
    for (const buffer of [1024, 400, 300, 200, 137, 125]) {
      const uicc = createUicc({ image: seedImage });
      const channel = labChannel(1);
      const { result } = await applyOver(uicc, plan, { buffer, channel });
      expect(result, `buffer ${buffer}`).toEqual({ done: plan.steps.length });
      expect(filesOf(uicc.snapshot())).toEqual(filesOf(expected.snapshot()));
      packets.push(uicc.snapshot().ota!.keySets[0]!.counter);
    }
    expect(packets).toEqual(packets.toSorted((a, b) => a - b));
    // The plan has files below the MF (EF_DIR) and in the USIM: two applications, at least two packets.
    expect(packets[0]).toBe(new Set(plan.steps.map(({ path }) => path.aid)).size);
  });

  test('a step that cannot be cut to the buffer fails before anything is sent', async () => {
    const uicc = createUicc({ image: seedImage });
    const plan = await planFor(uicc);
    const { result, journal } = await applyOver(uicc, plan, { buffer: 90 });
    expect(result.error?.code).toBe('ota.buffer-too-small');
    expect(journal.unknown()).toEqual([]);
    expect(filesOf(uicc.snapshot())).toEqual(filesOf(seedImage));
  });
});

test('the journal has the intents of all steps of a packet before it leaves, then all outcomes', async () => {
  const uicc = createUicc({ image: seedImage });
  const plan = await planFor(uicc);
  const inUsim = plan.steps.filter(({ path }) => path.aid !== undefined).length;
  const { journal, envelopes } = await applyOver(uicc, plan);
  const kinds = journal.entries.map(({ kind }) => kind);
  expect(kinds.slice(0, 2 * inUsim)).toEqual([
    ...Array.from({ length: inUsim }, () => 'intent'),
    ...Array.from({ length: inUsim }, () => 'outcome'),
  ]);
  // The oneM2M files take more than one short message, EF_DIR one.
  expect(envelopes).toBeGreaterThanOrEqual(3);
  // The power goes with the last ENVELOPE of the first packet: nothing else than its intents is known.
  const torn = createUicc({ image: seedImage });
  const names: string[] = [];
  const link = await connectUicc(torn);
  const losing = {
    ...link,
    exchange: (...args: Parameters<typeof link.exchange>) => {
      names.push(args[1].name);
      if (args[1].name === 'ENVELOPE') torn.remove();
      return link.exchange(...args);
    },
  };
  const session = new CardSession(losing);
  const open = memoryJournal();
  const route = otaRoute(session, {
    channel: labChannel(1),
    tarFor: labTar,
    buffer: 1024,
    format: 'compact',
  });
  const result = await applyPlan(session, plan, {
    keys: new Map(),
    journal: open,
    openRoute: () => Promise.resolve(route),
  });
  expect(result).toMatchObject({ done: 0, error: { code: 'card.interrupted' } });
  expect(open.unknown().length).toBe(inUsim);
});

describe('a card that refuses', () => {
  const refused = async (image: CardImage, options: Partial<OtaRouteOptions>) => {
    const uicc = createUicc({ image });
    const plan = await planFor(uicc);
    const { result, journal } = await applyOver(uicc, plan, options);
    expect(result.done).toBe(0);
    expect(journal.unknown()).toEqual([]);
    expect(filesOf(uicc.snapshot())).toEqual(filesOf(image));
    return result.error!;
  };
  const ota = seedImage.ota!;

  test('unknown TAR, level too low, wrong key, counter too low: nothing is written, and it says why', async () => {
    const tarFor = () => Uint8Array.of(0xb0, 0x00, 0x77);
    expect((await refused(seedImage, { tarFor })).code).toBe('ota.tar-unknown');
    const unsecured = labChannel(1, { spiBytes: [0x10, 0x01] });
    expect((await refused(seedImage, { channel: unsecured })).code).toBe('ota.security-level');
    const { keys } = labChannel(3);
    const wrongKeys = labChannel(1, { keys, spiBytes: [0x12, 0x01] });
    expect((await refused(seedImage, { channel: wrongKeys })).code).toBe('ota.checksum-refused');
    const used = {
      ...seedImage,
      ota: { ...ota, keySets: ota.keySets.map((set) => ({ ...set, counter: 9 })) },
    };
    const low = await refused(used, {});
    expect(low.code).toBe('ota.counter-low');
    expect(low.hint).toContain('above 9');
    expect(low.details['cardCounter']).toBe(9);
  });

  test('its own buffer is smaller than it was said: a refusal that names the remedy', async () => {
    const small = { ...seedImage, ota: { ...ota, buffer: 60 } };
    const error = await refused(small, { buffer: 1024 });
    expect(error.code).toBe('ota.buffer-exceeded');
    expect(error.hint).toMatch(/smaller/);
  });

  test('an access domain without ADM1: the first write is refused with its status word', async () => {
    const applications = ota.applications.map((application) => ({ ...application, references: [] }));
    const error = await refused({ ...seedImage, ota: { ...ota, applications } }, {});
    expect(error.details['sw']).toBe('6982');
  });

  test('no TAR is known for the application', async () => {
    expect((await refused(seedImage, { tarFor: () => undefined })).code).toBe('ota.tar-missing');
  });

  test('without a proof of receipt there is no route', async () => {
    const session = new CardSession(await connectUicc(createUicc({ image: seedImage })));
    const channel = labChannel(1, { spiBytes: [0x16, 0x00] });
    expect(() => otaRoute(session, { channel, tarFor: labTar, buffer: 1024, format: 'compact' })).toThrow(
      expect.objectContaining({ code: 'ota.proof-required' }),
    );
  });
});

describe('a file in the middle refuses', () => {
  test.each(['compact', 'expanded-definite', 'expanded-indefinite'] as const)(
    '%s: what came before is done, what comes after was not begun',
    async (format) => {
      const uicc = createUicc({ image: seedImage });
      const plan = await planFor(uicc);
      const at = 4;
      const victim = plan.steps[at]!;
      // The file is deactivated under another rule than the plan knows: UPDATE is refused.
      const fid = victim.path.fids.at(-1);
      const files = new Map(
        [...seedImage.files].map(([id, file]) =>
          file.header.fid === fid && seedImage.files.get(file.parent)?.header.fid === 0x5f50
            ? [id, { ...file, header: { ...file.header, security: { form: 'none' as const } } }]
            : [id, file],
        ),
      );
      const guarded = createUicc({ image: { ...seedImage, files } });
      const { result, journal } = await applyOver(guarded, plan, { format });
      expect(result).toMatchObject({ done: at, stoppedAt: at });
      const outcomes = journal.entries.flatMap((entry) =>
        entry.kind === 'outcome' ? [entry.outcome.state] : [],
      );
      expect(outcomes).toEqual([
        ...Array.from({ length: at }, () => 'done'),
        ...outcomes.slice(at).map(() => 'failed'),
      ]);
    },
  );
});

/** `image` with the OTA applications of the seed for its own directories. */
function withOta(image: CardImage): CardImage {
  const aidOf = (from: CardImage, id: number): string =>
    toHex(from.files.get(id)?.header.aid ?? new Uint8Array());
  const applications = seedImage.ota!.applications.map((application) => {
    const wanted = aidOf(seedImage, application.home);
    const home = [...image.files.keys()].find((id) => wanted !== '' && aidOf(image, id) === wanted);
    return { ...application, home: home ?? 0 };
  });
  return { ...image, ota: { ...seedImage.ota!, applications } };
}

const otherValues = {
  'subscription-id': 'sub-0002',
  'service-provider-id': '//other.example.com',
  'cse-id': '//other.example.com/cse-7',
  'ae-ids': ['S1'],
  'mef-addresses': ['2001:db8::1', 'mef.other.example.com', '192.0.2.9'],
};

/** What is done to which card. */
interface Job {
  readonly image: CardImage;
  readonly plan: (uicc: Uicc) => Promise<Plan>;
}

const jobs: Readonly<Record<string, () => Promise<Job>>> = {
  'filling a DF_1M2M': async () => ({ image: seedImage, plan: (uicc) => planFor(uicc) }),
  'creating a DF_1M2M and its files': async () => ({
    image: withOta(loadSeed('usim-blank').image),
    plan: (uicc) => planFor(uicc, 'access-network-create'),
  }),
  'giving a card to another owner': async () => {
    const uicc = createUicc({ image: seedImage });
    await applyOverAdm(uicc, await planFor(uicc));
    return { image: uicc.snapshot(), plan: (card) => planFor(card, 'access-network', otherValues) };
  },
};

describe('power cut', () => {
  const tear = async (
    { image, plan: makePlanFor }: Job,
    when: 'before' | 'after' | 'commit',
    buffer: number,
  ): Promise<number> => {
    const whole = createUicc({ image });
    const plan = await makePlanFor(whole);
    expect(plan.blockers).toEqual([]);
    const { names, result } = await applyOver(whole, plan, { buffer });
    expect(result).toEqual({ done: plan.steps.length });
    const right = filesOf(whole.snapshot());
    const commits = when === 'commit' ? [1, 2, 3, 6, 11] : [1];
    let tears = 0;
    // Each ENVELOPE and the GET RESPONSE after it; of the commands that read one in thirty.
    const sends = (i: number): boolean => names[i] === 'ENVELOPE' || names[i - 1] === 'ENVELOPE';
    const places = names.flatMap((_, i) => (sends(i) || (i % 30 === 0 && when !== 'commit') ? [i + 1] : []));
    for (const apdu of places)
      for (const commit of commits) {
        const at = `APDU ${apdu}, write ${commit}`;
        const uicc = createUicc({ image, faults: [{ kind: 'power-loss', when, apdu, commit }] });
        const channel = labChannel(1);
        const torn = await applyOver(uicc, plan, { buffer, channel });
        if (torn.result.error === undefined) continue;
        tears++;
        expect(torn.result.error.code, at).toBe('card.interrupted');
        uicc.setFault({ kind: 'none' });

        const unknown = torn.journal.unknown();
        const session = new CardSession(await connectUicc(uicc));
        const recovered = await recoverSteps(session, plan.iccid, unknown);
        expect(recovered.length, at).toBe(unknown.length);
        // Each file is written by one command: it is the old one or the new one.
        for (const { step, effect } of recovered) expect(effect, `${at}, ${step.name}`).not.toBe('partly');

        const rest = await makePlanFor(uicc);
        // The counters go on: those of packets that were lost are not used again.
        const again = await applyOver(uicc, rest, { buffer, channel });
        expect(again.result, at).toEqual({ done: rest.steps.length });
        expect(filesOf(uicc.snapshot()), at).toEqual(right);
      }
    return tears;
  };

  const cuts = [
    ['before', 1024],
    ['after', 1024],
    ['commit', 1024],
    ['after', 140],
  ] as const;
  const cases = Object.keys(jobs).flatMap((job) => cuts.map((cut) => [job, ...cut] as const));
  test.each(cases)(
    '%s, %s a command, buffer %i: recovery ends with the right card',
    async (job, when, buffer) => {
      expect(await tear(await jobs[job]!(), when, buffer)).toBeGreaterThan(5);
    },
    60_000,
  );
});
