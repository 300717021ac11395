import { describe, expect, test } from 'vitest';
import { toHex } from '../base/bytes.ts';
import { CancelledError, InterruptedError } from '../base/error.ts';
import { deactivateFile } from '../card/commands/life-cycle.ts';
import { updateBinary } from '../card/commands/update-binary.ts';
import { queryPin, verifyPin } from '../card/commands/verify-pin.ts';
import { parsePath } from '../card/path.ts';
import { encodePinDigits } from '../card/pin.ts';
import { loadSeed } from '../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../lab/uicc/uicc.ts';
import { connectUicc } from '../lab/uicc-link.ts';
import { type ApplyOptions, applyPlan } from './apply.ts';
import { CardFiles } from './card-files.ts';
import { takeInventory } from './inventory/take-inventory.ts';
import { makePlan } from './plan/make-plan.ts';
import { targetsToLookFor } from './plan/target.ts';
import type { Plan } from './plan/types.ts';
import { parseProfile } from './profile/parse-profile.ts';
import type { Profile, ProfileValues } from './profile/types.ts';
import { recoverSteps } from './recover.ts';
import { CardSession } from './session.ts';
import { countingLink } from './testing/counting-link.ts';
import { gatewayValues, shippedProfile } from './testing/gateway-values.ts';
import { memoryJournal } from './testing/memory-journal.ts';
import { verifyPlan } from './verify.ts';

const usim = 'a0000000871002ff49ff058903000001';
const adm1 = 0x0a;
const rightKey = new Map([[adm1, encodePinDigits('12345678')]]);
const seedCard = (name: string): Uicc => createUicc({ image: loadSeed(name).image });

async function planFor(
  uicc: Uicc,
  profile: Profile = shippedProfile('access-network'),
  values: ProfileValues = gatewayValues,
) {
  const session = new CardSession(await connectUicc(uicc));
  const inventory = await takeInventory(session, { scope: 'onem2m', alsoLookFor: targetsToLookFor(profile) });
  return makePlan(inventory, profile, values);
}

async function apply(
  uicc: Uicc,
  plan: Plan,
  options: Partial<ApplyOptions> & { readonly cancelled?: AbortSignal } = {},
) {
  const link = countingLink(await connectUicc(uicc));
  const { cancelled, ...rest } = options;
  const session = new CardSession(link, cancelled === undefined ? {} : { signal: cancelled });
  const journal = memoryJournal();
  const result = await applyPlan(session, plan, { keys: rightKey, journal, ...rest });
  const writes = link.names.filter((name) => /UPDATE|CREATE|RESIZE|ACTIVATE/.test(name));
  return { result, journal, link, writes };
}

async function triesOfAdm(uicc: Uicc) {
  return new CardSession(await connectUicc(uicc)).run(queryPin(adm1));
}

/** Somebody else writes to the card. */
async function tamper(uicc: Uicc, path: string, data: Uint8Array): Promise<void> {
  const session = new CardSession(await connectUicc(uicc));
  await session.run(verifyPin(adm1, encodePinDigits('12345678')));
  await new CardFiles(session).select(parsePath(path));
  await session.run(updateBinary({ data }));
}

describe('applying a plan', () => {
  test('writes what it says, in its order, and the card then verifies', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    const told: string[] = [];
    const { result, journal, link } = await apply(uicc, plan, {
      onProgress: ({ what, step }) => told.push(`${what} ${step?.state ?? ''}`),
    });
    expect(result).toEqual({ done: 12 });
    expect(journal.entries.map(({ kind, step }) => `${kind} ${step.index}`)).toEqual(
      plan.steps.flatMap(({ index }) => [`intent ${index}`, `outcome ${index}`]),
    );
    expect(told.slice(0, 2)).toEqual(['Writing EF_1M2MSID intended', 'Writing EF_1M2MSID done']);
    // A regression in the number of commands is seen here: nine files and EF_DIR.
    expect(link.names).toHaveLength(53);
    const items = await verifyPlan(new CardSession(await connectUicc(uicc)), plan);
    expect(items).toHaveLength(23);
    expect(items.every(({ match }) => match)).toBe(true);
    expect((await planFor(uicc)).steps).toEqual([]);
  });

  test('writes only the bytes that differ', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    const { link } = await apply(uicc, plan);
    const first = link.sent.find((command) => command.startsWith('00d6'));
    // 8000FF… becomes 8008 'sub-0001' FF…: from the length on, and no further than the text.
    expect(first).toBe(`00d600010908${Buffer.from('sub-0001').toString('hex')}`);
  });

  test('presents each key once, and not before it is needed', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const { link } = await apply(uicc, await planFor(uicc));
    const verifies = link.sent.filter((command) => command.startsWith('0020'));
    expect(verifies.map((command) => command.slice(0, 8))).toEqual(['0020000a', '0020000a']);
    expect(verifies[0]?.length).toBeLessThanOrEqual(10); // the tries, without a value
  });

  test('presents no key when everything is done already', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    await apply(uicc, plan);
    const again = await apply(uicc, plan, { keys: new Map() });
    expect(again.result).toEqual({ done: 12 });
    expect(again.writes).toEqual([]);
    expect(again.link.sent.some((command) => command.startsWith('0020'))).toBe(false);
  });

  test('works over the expanded, the compact and the T=1 card alike', async () => {
    for (const seed of ['expanded-rules', 'compact-rules', 't1-card', 'toolkit']) {
      const uicc = seedCard(seed);
      const plan = await planFor(uicc);
      expect((await apply(uicc, plan)).result, seed).toEqual({ done: 12 });
      const items = await verifyPlan(new CardSession(await connectUicc(uicc)), plan);
      expect(
        items.every(({ match }) => match),
        seed,
      ).toBe(true);
    }
  });

  test('activates a deactivated file before it writes to it', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const session = new CardSession(await connectUicc(uicc));
    await session.run(verifyPin(adm1, encodePinDigits('12345678')));
    await new CardFiles(session).select(parsePath(`${usim}/5F50/6F05`));
    await session.run(deactivateFile());
    const plan = await planFor(uicc);
    expect(plan.steps[0]).toMatchObject({ kind: 'activate-file', name: 'EF_CSEID' });
    expect((await apply(uicc, plan)).result).toEqual({ done: 13 });
    expect((await planFor(uicc)).steps).toEqual([]);
  });
});

describe('keys', () => {
  test('that are wrong are presented once, and nothing is written', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    const { result, writes } = await apply(uicc, plan, {
      keys: new Map([[adm1, encodePinDigits('00000000')]]),
    });
    expect(result).toMatchObject({
      done: 0,
      stoppedAt: 0,
      error: { code: 'pin.wrong', details: { triesLeft: 2 } },
    });
    expect(writes).toEqual([]);
    expect(await triesOfAdm(uicc)).toEqual({ state: 'tries-left', triesLeft: 2 });
  });

  test('with one try left are not presented unless that is allowed', async () => {
    const uicc = seedCard('adm-one-try');
    const plan = await planFor(uicc);
    const refused = await apply(uicc, plan);
    expect(refused.result.error).toMatchObject({ code: 'pin.last-try', kind: 'access' });
    expect(await triesOfAdm(uicc)).toEqual({ state: 'tries-left', triesLeft: 1 });
    const allowed = await apply(uicc, plan, { lastTryAllowed: new Set([adm1]) });
    expect(allowed.result).toEqual({ done: 12 });
  });

  test('that block at the last try say so', async () => {
    const uicc = seedCard('adm-one-try');
    const { result } = await apply(uicc, await planFor(uicc), {
      keys: new Map([[adm1, encodePinDigits('00000000')]]),
      lastTryAllowed: new Set([adm1]),
    });
    expect(result.error).toMatchObject({ code: 'pin.blocked' });
    expect(result.error?.message).toContain('now blocked');
  });

  test('that are blocked stop the plan before the card is touched, and are named', async () => {
    const plan = await planFor(seedCard('adm-blocked'));
    expect(plan.obstacles.map(({ code }) => code)).toEqual(['pin.blocked']);
    expect(plan.keys).toEqual([adm1]);
    const { result } = await apply(seedCard('adm-blocked'), plan);
    expect(result).toMatchObject({ done: 0, error: { code: 'plan.blocked' } });
  });

  test('that were not given stop before anything is sent for them', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const { result, writes } = await apply(uicc, await planFor(uicc), { keys: new Map() });
    expect(result.error).toMatchObject({ code: 'key.missing', details: { keys: 'ADM1' } });
    expect(writes).toEqual([]);
  });

  test('never appear in an error or a journal', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const secret = encodePinDigits('24682468');
    const { result, journal } = await apply(uicc, await planFor(uicc), { keys: new Map([[adm1, secret]]) });
    const text = JSON.stringify([
      result.error,
      result.error?.message,
      result.error?.details,
      journal.entries,
    ]);
    expect(text).not.toContain('24682468');
    expect(text).not.toContain(toHex(secret));
  });
});

describe('a card that is not as the plan expects', () => {
  test('because it is another one is not written', async () => {
    const plan = await planFor(seedCard('usim-prepersonalised'));
    const other = seedCard('t1-card');
    const { result, writes } = await apply(other, plan);
    expect(result).toMatchObject({ done: 0, error: { code: 'card.swapped' } });
    expect(writes).toEqual([]);
  });

  test('because somebody else has written to it stops there', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    await tamper(uicc, `${usim}/5F50/6F04`, Uint8Array.of(0x80, 0x01, 0x41));
    const { result } = await apply(uicc, plan);
    expect(result).toMatchObject({
      done: 2,
      stoppedAt: 2,
      error: { code: 'card.changed', kind: 'mismatch' },
    });
    expect(toHex(uicc.readFileDirect(parsePath(`${usim}/5F50/6F04`))).startsWith('800141')).toBe(true);
  });

  test('because it refuses a write stops with the status word in the journal', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    const { link } = await apply(createUicc({ image: uicc.snapshot() }), plan);
    const firstWrite = link.names.indexOf('UPDATE BINARY') + 1;
    uicc.setFault({ kind: 'status-word', apdu: firstWrite, sw: '6400' });
    const { result, journal } = await apply(uicc, plan);
    expect(result).toMatchObject({ done: 0, stoppedAt: 0, error: { code: 'card.not-executed' } });
    expect(journal.entries.at(-1)).toMatchObject({ outcome: { state: 'failed', sw: 0x6400 } });
  });

  test.each(['6581', '6501', '9240', '6f00', '6f12', '6300', '6381', '6200'])(
    'because its memory answers %s leaves the step unknown',
    async (sw) => {
      const uicc = seedCard('usim-prepersonalised');
      const plan = await planFor(uicc);
      const { link } = await apply(createUicc({ image: uicc.snapshot() }), plan);
      uicc.setFault({ kind: 'status-word', apdu: link.names.indexOf('UPDATE BINARY') + 1, sw });
      const { journal } = await apply(uicc, plan);
      expect(journal.entries.at(-1)).toMatchObject({ outcome: { state: 'unknown' } });
      expect(journal.unknown()).toHaveLength(1);
    },
  );

  test('because it is full stops at the file that does not fit', async () => {
    const uicc = seedCard('small-memory');
    const plan = await planFor(uicc, shippedProfile('access-network-create'));
    expect(plan.blockers.map(({ code }) => code)).toEqual(['card.full']);
    // A card that does not tell its free memory is found out by CREATE FILE.
    const { result } = await apply(uicc, { ...plan, blockers: [] });
    expect(result.error).toMatchObject({ code: 'card.full' });
  });
});

describe('an end in the middle', () => {
  test('by a cancel comes between two steps and says how the card stands', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    const controller = new AbortController();
    const { result, journal } = await apply(uicc, plan, {
      signal: controller.signal,
      cancelled: controller.signal,
      onProgress: ({ step }) => {
        if (step?.index === 3 && step.state === 'intended') controller.abort();
      },
    });
    expect(result).toMatchObject({ done: 4, stoppedAt: 4 });
    expect(result.error).toBeInstanceOf(CancelledError);
    expect(result.error?.meaning).toMatch(/^4 steps are done of 12, each completely/);
    expect(journal.unknown()).toEqual([]);
    expect((await planFor(uicc)).steps).toHaveLength(8);
  });

  test('by removal during a write is unknown until the card is read', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    const { link } = await apply(createUicc({ image: uicc.snapshot() }), plan);
    uicc.setFault({ kind: 'removal', apdu: link.names.indexOf('UPDATE BINARY') + 1 });
    const { result, journal } = await apply(uicc, plan);
    expect(result.error).toBeInstanceOf(InterruptedError);
    expect(result.error).toMatchObject({ code: 'card.interrupted', details: { reason: 'card.removed' } });
    expect(journal.entries.at(-1)).toMatchObject({ outcome: { state: 'unknown' } });
    uicc.insert();
    const recovered = await recoverSteps(
      new CardSession(await connectUicc(uicc)),
      plan.iccid,
      journal.unknown(),
    );
    expect(recovered).toMatchObject([{ effect: 'not-done', step: { index: 0 } }]);
  });

  test('before anything was written says so', async () => {
    const uicc = seedCard('usim-prepersonalised');
    const plan = await planFor(uicc);
    uicc.setFault({ kind: 'removal', apdu: 2 });
    const { result, journal } = await apply(uicc, plan);
    expect(result.error).toMatchObject({
      code: 'card.interrupted',
      meaning: expect.stringContaining('Nothing was written'),
    });
    expect(journal.entries).toEqual([]);
  });

  test('inside a write of several commands is found to be partly done, and rolled forward', async () => {
    const longId = `sub-${'x'.repeat(400)}`;
    const profile = parseProfile(`cardwright: profile/1
name: long
version: 1.0.0
title: Long
target: { kind: adf-1m2msm }
create: true
files:
  - { name: EF_1M2MSID, value: ${longId}, size: 500 }
`);
    const uicc = seedCard('standalone-blank');
    const keys = new Map([[adm1, encodePinDigits('87654321')]]);
    const plan = await planFor(uicc, profile, {});
    const { link } = await apply(createUicc({ image: uicc.snapshot() }), plan, { keys });
    expect(link.names.filter((name) => name === 'UPDATE BINARY')).toHaveLength(2);
    uicc.setFault({ kind: 'power-loss', when: 'before', apdu: link.names.lastIndexOf('UPDATE BINARY') + 1 });
    const { journal } = await apply(uicc, plan, { keys });
    const session = new CardSession(await connectUicc(uicc));
    expect(await recoverSteps(session, plan.iccid, journal.unknown())).toMatchObject([{ effect: 'partly' }]);
    const rest = await planFor(uicc, profile, {});
    expect(rest.steps.map(({ kind }) => kind)).toEqual(['update-binary']);
    expect((await apply(uicc, rest, { keys })).result).toEqual({ done: 1 });
    const items = await verifyPlan(new CardSession(await connectUicc(uicc)), plan);
    expect(items.every(({ match }) => match)).toBe(true);
  });

  test('recovery refuses another card', async () => {
    const plan = await planFor(seedCard('usim-prepersonalised'));
    const other = new CardSession(await connectUicc(seedCard('t1-card')));
    await expect(recoverSteps(other, plan.iccid, plan.steps.slice(0, 1))).rejects.toMatchObject({
      code: 'card.swapped',
    });
  });
});

test('verification finds a single wrong byte', async () => {
  const uicc = seedCard('usim-prepersonalised');
  const plan = await planFor(uicc);
  await apply(uicc, plan);
  await tamper(uicc, `${usim}/5F50/6F09`, Uint8Array.of(0x80, 0x0f, 0x4d));
  const items = await verifyPlan(new CardSession(await connectUicc(uicc)), plan);
  expect(items.filter(({ match }) => !match).map(({ name }) => name)).toEqual(['EF_MAFFQDN']);
  const other = new CardSession(await connectUicc(seedCard('t1-card')));
  await expect(verifyPlan(other, plan)).rejects.toMatchObject({ code: 'card.swapped' });
});
