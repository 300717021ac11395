import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import type { GpChangeInput, GpKeysInput, GpPlanDoc } from '../../contract/globalplatform.ts';
import type { Uicc } from '../../lab/uicc/uicc.ts';
import { issuerKeys } from '../../procedures/testing/issuer-card.ts';
import type { KeyedCard } from '../custody/types.ts';
import {
  actor,
  contentsBench,
  iccidOf,
  inReader,
  issuerCard,
  otaCard,
  storedOta2,
  storedScp03,
  typed,
} from './testing/contents-bench.ts';
import type { CardWithFault } from './testing/tear.ts';
import { tornAt } from './testing/tear.ts';

const iccid = iccidOf['issuer-keys'];
const simulated = { iccid, simulated: true };
const stored = { kind: 'stored', set: 'SCP03 48' } as const;
const replace48 = {
  kind: 'put-key',
  use: 'globalplatform',
  replaces: 48,
  version: 48,
  algorithm: 'aes-128',
} as const satisfies GpChangeInput;

type Bench = Awaited<ReturnType<typeof contentsBench>>;

async function benchWithSet(owner: string = `simulated ${iccid}`): Promise<Bench> {
  const bench = await contentsBench();
  bench.shelf.put(storedScp03(owner));
  return bench;
}

async function plan({ contents }: Bench, uicc: Uicc, change: GpChangeInput, keys: GpKeysInput = stored) {
  return contents.plan(await inReader(uicc), { keys, change });
}

async function apply({ contents }: Bench, uicc: Uicc, { id, iccid: of, blockers }: GpPlanDoc) {
  expect(blockers).toEqual([]);
  return contents.apply(await inReader(uicc), { plan: id, iccid: of }, actor);
}

const keysOnCard = (uicc: Uicc, version: number) => {
  const set = uicc.snapshot().securityDomain?.keySets.find((each) => each.version === version);
  return set === undefined ? undefined : [set.enc, set.mac, set.dek].map(toHex);
};

/** The keys that the station would use for the card now. */
function keysInCustody({ custody }: Bench, name: string, card: KeyedCard = simulated): readonly string[] {
  const { enc, mac, dek } = custody.openGp(custody.gpKeySet(name, card).id);
  return [enc, mac, dek].map(toHex);
}

const oldKeys = [issuerKeys.scp03.enc, issuerKeys.scp03.mac, issuerKeys.scp03.dek].map(toHex);

describe('a key set', () => {
  test('is replaced by random keys, which the station then has in its place', async () => {
    const bench = await benchWithSet();
    const uicc = issuerCard();
    const shown = await plan(bench, uicc, replace48);
    expect(shown).toMatchObject({
      title: 'Replace the key set 48 by SCP03 48',
      changes: [
        {
          what: 'SCP03 48',
          before: 'AES, 16 bytes',
          after: expect.stringMatching(/^AES-128, check values [0-9A-F]{6} [0-9A-F]{6} [0-9A-F]{6}$/),
        },
      ],
    });
    const result = await apply(bench, uicc, shown);
    expect(result).toMatchObject({
      result: 'verified',
      changes: [{ what: 'SCP03 48', now: expect.stringMatching(/^in use, check values/), match: true }],
    });
    const now = keysOnCard(uicc, 48)!;
    expect(now).not.toEqual(oldKeys);
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(now);
    expect(bench.custody.gpKeySet('SCP03 48', simulated).authorises).toEqual(['ADM1']);
    expect(bench.store.keySets.all()).toHaveLength(1);
    // Nothing waits any more, and no key is anywhere but in the vault.
    const { id } = bench.store.cardChanges.of(iccid, true)[0]!;
    expect(bench.vault.names(`card change ${id}`)).toEqual([]);
    const said = JSON.stringify([
      shown,
      result,
      bench.store.cardChanges.of(iccid, true),
      bench.store.audit.list({}),
    ]);
    for (const key of [...now, ...oldKeys]) expect(said).not.toContain(key);
    // And it goes on with the new ones.
    expect(await apply(bench, uicc, await plan(bench, uicc, replace48))).toMatchObject({
      result: 'verified',
    });
  });

  test.each([
    ['aes-256', 'SCP03 50'],
    ['3des-2', 'SCP02 50'],
  ] as const)('of %s is added', async (algorithm, name) => {
    const bench = await benchWithSet();
    const uicc = issuerCard();
    const change = { ...replace48, algorithm, replaces: 0, version: 50 };
    expect(await apply(bench, uicc, await plan(bench, uicc, change))).toMatchObject({ result: 'verified' });
    expect(keysInCustody(bench, name)).toEqual(keysOnCard(uicc, 50));
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(oldKeys);
    const keys = { kind: 'stored', set: name } as const;
    expect(await bench.contents.list(await inReader(uicc), { keys })).toHaveLength(1);
  });

  test('with typed keys is put with its check values compared first', async () => {
    const bench = await benchWithSet();
    const uicc = issuerCard();
    const keys: [string, string, string] = ['a1'.repeat(16), 'b2'.repeat(16), 'c3'.repeat(16)];
    const wrong = {
      ...replace48,
      keys,
      checkValues: ['000000', '000000', '000000'] as [string, string, string],
    };
    const shown = await plan(bench, uicc, wrong);
    await expect(apply(bench, uicc, shown)).rejects.toMatchObject({ code: 'keys.check-values' });
    expect(bench.store.cardChanges.of(iccid, true)).toEqual([]);
    expect(keysOnCard(uicc, 48)).toEqual(oldKeys);
    const right = await apply(bench, uicc, await plan(bench, uicc, { ...replace48, keys }));
    expect(right).toMatchObject({ result: 'verified' });
    expect(keysOnCard(uicc, 48)).toEqual(keys);
  });

  test('of a whole IIN stays for the other cards; this card has its own from then on', async () => {
    const bench = await contentsBench();
    bench.shelf.put({ ...storedScp03(''), owner: { by: 'iin', value: iccid.slice(0, 8) } });
    const uicc = issuerCard();
    await apply(bench, uicc, await plan(bench, uicc, replace48));
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(keysOnCard(uicc, 48));
    expect(
      keysInCustody(bench, 'SCP03 48', { iccid: `${iccid.slice(0, 8)}99999999999`, simulated: true }),
    ).toEqual(oldKeys);
  });

  test('of a simulated card never takes the place of the real card’s', async () => {
    const bench = await benchWithSet(iccid);
    const uicc = issuerCard();
    await apply(bench, uicc, await plan(bench, uicc, replace48));
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(keysOnCard(uicc, 48));
    expect(keysInCustody(bench, 'SCP03 48', { iccid, simulated: false })).toEqual(oldKeys);
  });

  test('whose name another one has at the station is not put', async () => {
    const bench = await benchWithSet();
    bench.shelf.put({ ...storedScp03(`simulated ${iccid}`), name: 'SCP03 50', version: 50 });
    const shown = await plan(bench, issuerCard(), { ...replace48, replaces: 0, version: 50 });
    expect(shown.blockers).toMatchObject([{ code: 'gp.name-taken' }]);
  });

  test('is not put while the vault is locked', async () => {
    const bench = await contentsBench();
    bench.vault.lock();
    const shown = await plan(bench, issuerCard(), replace48, typed());
    expect(shown.blockers).toMatchObject([{ code: 'vault.locked' }]);
  });

  test('of a card without a handshake (i=1A) is put; the card has to be believed', async () => {
    const bench = await contentsBench();
    const base = new Uint8Array(16).fill(0x42);
    const image = issuerCard().snapshot();
    const domain = image.securityDomain!;
    const own = { ...domain.keySets[1]!, parameters: 0x1a, enc: base, mac: base, dek: base };
    const uicc = issuerCard({ ...image, securityDomain: { ...domain, keySets: [own] } });
    const hex = toHex(base);
    const keys = {
      ...typed(),
      protocol: 'scp02',
      version: 32,
      option: '1a',
      enc: hex,
      mac: hex,
      dek: hex,
    } as const;
    expect(await bench.contents.list(await inReader(uicc), { keys })).toHaveLength(1);
    const fresh = 'a7'.repeat(8) + 'b8'.repeat(8);
    const change = { ...replace48, algorithm: '3des-2', replaces: 32, version: 32 } as const;
    const shown = await plan(bench, uicc, { ...change, keys: [fresh, fresh, fresh] }, keys);
    expect(await apply(bench, uicc, shown)).toMatchObject({ result: 'verified' });
    expect(keysOnCard(uicc, 32)).toEqual([fresh, fresh, fresh]);
    expect(uicc.snapshot().securityDomain?.keySets[0]).toMatchObject({ tries: 10 });
    const again = { kind: 'stored', set: 'SCP02 32' } as const;
    expect(await bench.contents.list(await inReader(uicc), { keys: again })).toHaveLength(1);
  });

  test('that the card refuses leaves everything as it was', async () => {
    const bench = await benchWithSet();
    const uicc = issuerCard();
    const shown = await plan(bench, uicc, replace48);
    const card = await tornAt(uicc, 'PUT KEY', { kind: 'status-word', apdu: 1, sw: '6985' });
    const result = await bench.contents.apply(card, { plan: shown.id, iccid }, actor);
    expect(result).toMatchObject({ result: 'stopped', error: { code: 'command.conditions' } });
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(oldKeys);
    expect(bench.store.cardChanges.unknown(iccid, true)).toEqual([]);
  });
});

describe('key sets for packets', () => {
  const of = iccidOf['ota-keys'];
  const card = { iccid: of, simulated: true };
  const replace2 = { kind: 'put-key', use: 'ota', replaces: 2, version: 2, algorithm: 'aes-256' } as const;

  test.each(['SCP03 48', 'OTA 2'])('are replaced over %s, and packets go on with them', async (set) => {
    const bench = await contentsBench();
    bench.shelf.put(storedScp03(`simulated ${of}`));
    bench.shelf.put(storedOta2(`simulated ${of}`));
    const uicc = otaCard();
    const keys = { kind: 'stored', set } as const;
    expect(await apply(bench, uicc, await plan(bench, uicc, replace2, keys))).toMatchObject({
      result: 'verified',
      changes: [{ what: 'OTA 2', now: expect.stringMatching(/^confirmed by the card/) }],
    });
    const { kic } = bench.custody.openOta(bench.custody.otaKeySet('OTA 2', card).id);
    expect(toHex(kic!)).toBe(toHex(uicc.snapshot().ota!.keySets[1]!.kic));
    const over = { kind: 'stored', set: 'OTA 2' } as const;
    expect(await bench.contents.list(await inReader(uicc), { keys: over })).toHaveLength(1);
    // The counter of new keys begins anew, on both sides.
    expect(uicc.snapshot().ota!.keySets[1]!.counter).toBeLessThan(10);
  });

  test.each(['before', 'after'] as const)('power lost %s PUT KEY is cleared up by a packet', async (when) => {
    const bench = await contentsBench();
    bench.shelf.put(storedScp03(`simulated ${of}`));
    bench.shelf.put(storedOta2(`simulated ${of}`));
    const uicc = otaCard();
    const shown = await plan(bench, uicc, replace2);
    const torn = await tornAt(uicc, 'PUT KEY', { kind: 'power-loss', when, apdu: 1 });
    expect(await bench.contents.apply(torn, { plan: shown.id, iccid: of }, actor)).toMatchObject({
      result: 'unknown',
      error: { code: 'keys.unknown' },
    });
    expect(await bench.contents.info(await inReader(uicc), undefined)).not.toHaveProperty('unresolved');
    expect(bench.store.cardChanges.of(of, true)[0]?.state).toBe(when === 'after' ? 'done' : 'failed');
    const { kic } = bench.custody.openOta(bench.custody.otaKeySet('OTA 2', card).id);
    expect(toHex(kic!)).toBe(toHex(uicc.snapshot().ota!.keySets[1]!.kic));
  });
});

describe('a card that lies', () => {
  /** PUT KEY never reaches the card; this is its answer. */
  async function liar(uicc: Uicc, answer: string) {
    const card = await inReader(uicc);
    const { link } = card.session;
    const exchange = link.exchange.bind(link);
    link.exchange = (bytes, context) =>
      context.name === 'PUT KEY' ? Promise.resolve(fromHex(answer)) : exchange(bytes, context);
    return card;
  }

  test.each([
    ['confirms other keys', '30112233445566778899', 0x03, 'keys.not-confirmed'],
    ['confirms nothing', '', 0x03, 'keys.not-confirmed'],
    ['confirms and does not use them', '30', 0x03, 'gp.keys-not-in-force'],
    ['or somebody between', '30', undefined, 'keys.unknown'],
  ])('(%s) takes no keys away from the station', async (_how, answer, level, code) => {
    const bench = await benchWithSet();
    // As a card on T=1 would answer.
    const uicc = issuerCard({ ...issuerCard().snapshot(), protocol: 'T=1' });
    const keys = level === undefined ? stored : { ...stored, level };
    const shown = await plan(bench, uicc, replace48, keys);
    const result = await bench.contents.apply(
      await liar(uicc, `${answer}9000`),
      { plan: shown.id, iccid },
      actor,
    );
    expect(result).toMatchObject({ result: 'unknown', error: { code } });
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(oldKeys);
    // The card says by its cryptogram what it really has.
    expect(await bench.contents.info(await inReader(uicc), undefined)).not.toHaveProperty('unresolved');
    expect(bench.store.cardChanges.of(iccid, true)[0]?.state).toBe('failed');
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(oldKeys);
  });
});

describe('a lost answer to PUT KEY', () => {
  const faults = ['before', 'commit', 'after'] as const;

  async function tear(
    bench: Bench,
    when: (typeof faults)[number],
    keys: GpKeysInput,
  ): Promise<CardWithFault> {
    const uicc = issuerCard();
    const shown = await plan(bench, uicc, replace48, keys);
    const card = await tornAt(uicc, 'PUT KEY', { kind: 'power-loss', when, apdu: 1 });
    expect(await bench.contents.apply(card, { plan: shown.id, iccid }, actor)).toMatchObject({
      result: 'unknown',
      error: { code: 'keys.unknown', kind: 'interrupted' },
    });
    return { uicc };
  }

  test.each(faults)(
    '(power cut %s its write) is cleared up by asking the card, without a try',
    async (when) => {
      const bench = await benchWithSet();
      const { uicc } = await tear(bench, when, stored);
      const inForce = keysOnCard(uicc, 48)!;
      const before = uicc.snapshot().securityDomain?.keySets[0];
      expect(await bench.contents.info(await inReader(uicc), undefined)).not.toHaveProperty('unresolved');
      expect(uicc.snapshot().securityDomain?.keySets[0]).toMatchObject({
        tries: before!.tries,
        sequenceCounter: before!.sequenceCounter,
      });
      expect(keysInCustody(bench, 'SCP03 48')).toEqual(inForce);
      expect(inForce.join() === oldKeys.join()).toBe(when !== 'after');
      const [change] = bench.store.cardChanges.of(iccid, true);
      expect(change?.state).toBe(when === 'after' ? 'done' : 'failed');
      expect(bench.vault.names(`card change ${change!.id}`)).toEqual([]);
      expect(await apply(bench, uicc, await plan(bench, uicc, replace48))).toMatchObject({
        result: 'verified',
      });
    },
  );

  test.each(faults)('(%s) with typed old keys is cleared up when they are typed again', async (when) => {
    const bench = await contentsBench();
    const { uicc } = await tear(bench, when, typed());
    const info = await bench.contents.info(await inReader(uicc), undefined);
    // The station does not hold the old keys: it knows only what has the new ones.
    expect(info.unresolved).toBe(when === 'after' ? undefined : 'Replace the key set 48 by SCP03 48');
    const keys = when === 'after' ? stored : typed();
    expect(await apply(bench, uicc, await plan(bench, uicc, replace48, keys))).toMatchObject({
      result: 'verified',
    });
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(keysOnCard(uicc, 48));
  });

  test('stays open while the vault is locked, and no other keys are put', async () => {
    const bench = await benchWithSet();
    const { uicc } = await tear(bench, 'before', stored);
    bench.vault.lock();
    expect(await bench.contents.info(await inReader(uicc), undefined)).toMatchObject({
      unresolved: 'Replace the key set 48 by SCP03 48',
    });
    const shown = await plan(bench, uicc, replace48, typed());
    expect(shown.blockers.map(({ code }) => code)).toEqual(['gp.unresolved', 'vault.locked']);
  });

  test('is not judged by another security domain', async () => {
    const bench = await benchWithSet();
    const uicc = issuerCard();
    const change = { ...replace48, replaces: 0, version: 50 };
    const shown = await plan(bench, uicc, change);
    const card = await tornAt(uicc, 'PUT KEY', { kind: 'power-loss', when: 'after', apdu: 1 });
    await bench.contents.apply(card, { plan: shown.id, iccid }, actor);
    const image = uicc.snapshot();
    const foreign = { ...image.securityDomain!, aid: fromHex('a000000151000001'), keySets: [] };
    const other = issuerCard({ ...image, securityDomain: foreign });
    expect(await bench.contents.info(await inReader(other), undefined)).toHaveProperty('unresolved');
    expect(await bench.contents.info(await inReader(uicc), undefined)).not.toHaveProperty('unresolved');
    expect(keysInCustody(bench, 'SCP03 50')).toEqual(keysOnCard(uicc, 50));
  });

  test('with a card that has neither set stays open, and both are kept', async () => {
    const bench = await benchWithSet();
    await tear(bench, 'before', stored);
    const { image: foreign } = { image: issuerCard().snapshot() };
    const domain = foreign.securityDomain!;
    const other = new Uint8Array(16).fill(7);
    const keySets = domain.keySets.map((set) => ({ ...set, enc: other, mac: other, dek: other }));
    const uicc = issuerCard({ ...foreign, securityDomain: { ...domain, keySets } });
    const info = await bench.contents.info(await inReader(uicc), undefined);
    expect(info).toHaveProperty('unresolved');
    const [change] = bench.store.cardChanges.unknown(iccid, true);
    expect(bench.vault.names(`card change ${change!.id}`)).toEqual(['dek', 'enc', 'mac']);
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(oldKeys);
  });

  test('after the card has answered: the proof is missing, not the keys', async () => {
    const bench = await benchWithSet();
    const uicc = issuerCard();
    const shown = await plan(bench, uicc, replace48);
    const card = await tornAt(uicc, 'INITIALIZE UPDATE', { kind: 'removal', apdu: 1 }, 2);
    expect(await bench.contents.apply(card, { plan: shown.id, iccid }, actor)).toMatchObject({
      result: 'unknown',
      error: { code: 'card.removed' },
    });
    uicc.insert();
    await bench.contents.info(await inReader(uicc), undefined);
    expect(keysInCustody(bench, 'SCP03 48')).toEqual(keysOnCard(uicc, 48));
    expect(bench.store.cardChanges.of(iccid, true)[0]?.state).toBe('done');
  });
});
