import { describe, expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import type { GpChangeInput, GpKeysInput } from '../../contract/globalplatform.ts';
import type { Uicc } from '../../lab/uicc/uicc.ts';
import { appletAid, capArchive, packageAid } from '../../procedures/testing/cap-archive.ts';
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

const iccid = iccidOf['issuer-keys'];
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const cap = base64(capArchive());

type Bench = Awaited<ReturnType<typeof contentsBench>>;

async function plan({ contents }: Bench, uicc: Uicc, change: GpChangeInput, keys: GpKeysInput = typed()) {
  return contents.plan(await inReader(uicc), { keys, change });
}

async function apply({ contents }: Bench, uicc: Uicc, id: string, of: string = iccid) {
  return contents.apply(await inReader(uicc), { plan: id, iccid: of }, actor);
}

async function change(bench: Bench, uicc: Uicc, wanted: GpChangeInput, keys?: GpKeysInput, of?: string) {
  const { id, blockers } = await plan(bench, uicc, wanted, keys);
  expect(blockers).toEqual([]);
  return apply(bench, uicc, id, of);
}

describe('looking', () => {
  test('without keys: who the card is, and which stored sets it has', async () => {
    const bench = await contentsBench();
    bench.shelf.put(storedScp03(iccid));
    bench.shelf.put({ ...storedScp03(iccid), name: 'SCP03 49', version: 49 });
    const info = await bench.contents.info(await inReader(issuerCard()), undefined);
    expect(info).toMatchObject({
      iccid,
      aid: 'a000000151000000',
      iin: '89882190',
      recognition: {
        protocols: [
          { protocol: 'SCP03', option: '70' },
          { protocol: 'SCP02', option: '75' },
        ],
      },
      production: { serialNumber: '12345678' },
      sets: [
        { name: 'SCP03 48', onCard: true },
        { name: 'SCP03 49', onCard: false },
      ],
    });
    expect(info.keys).toContainEqual({ id: 1, version: 32, type: '3DES', length: 16 });
    expect(info).not.toHaveProperty('unresolved');
  });

  test('with stored or typed keys: what is on it', async () => {
    const bench = await contentsBench();
    bench.shelf.put(storedScp03(iccid));
    for (const keys of [typed(), { kind: 'stored', set: 'SCP03 48', level: 0x33 } as const]) {
      const items = await bench.contents.list(await inReader(issuerCard()), { keys });
      expect(items).toMatchObject([
        {
          kind: 'issuer-domain',
          aid: 'a000000151000000',
          name: 'GlobalPlatform security domain',
          lifeCycle: { code: '0f', word: 'SECURED' },
        },
      ]);
      expect(items[0]!.privileges).toContain('security domain');
    }
  });

  test.each([
    ['keys.no-such-set', { kind: 'stored', set: 'SCP03 1' }],
    ['channel.card-cryptogram', { ...typed(), enc: '00'.repeat(16), mac: '00'.repeat(16) }],
    ['channel.protocol', { ...typed(), protocol: 'scp02' }],
    ['channel.no-key-set', { ...typed(), version: 99 }],
    ['gp.keys-malformed', { ...typed(), enc: '00'.repeat(15) }],
    ['gp.option', { ...typed(), option: '7070' }],
  ] as const)('%s uses no try', async (code, keys) => {
    const bench = await contentsBench();
    const uicc = issuerCard();
    await expect(bench.contents.list(await inReader(uicc), { keys })).rejects.toMatchObject({ code });
    expect(uicc.snapshot().securityDomain?.keySets.map(({ tries }) => tries)).toEqual([10, 10]);
  });

  test('a locked vault is said so, before the card is asked', async () => {
    const bench = await contentsBench();
    bench.shelf.put(storedScp03(iccid));
    bench.vault.lock();
    const keys = { kind: 'stored', set: 'SCP03 48' } as const;
    await expect(bench.contents.list(await inReader(issuerCard()), { keys })).rejects.toMatchObject({
      code: 'vault.locked',
    });
  });
});

describe('contents', () => {
  test('a CAP file is loaded and installed, shown before and read back after', async () => {
    const bench = await contentsBench();
    const uicc = issuerCard();
    const shown = await plan(bench, uicc, { kind: 'install', cap });
    expect(shown).toMatchObject({
      iccid,
      title: 'Install the application D276000118000201 with its package D2760001180002',
      changes: [
        {
          what: 'package D2760001180002',
          before: 'not on the card',
          after: expect.stringMatching(/^version 1.0, \d+ bytes$/),
        },
        { what: 'application D276000118000201', before: 'not on the card', after: 'SELECTABLE' },
      ],
      blockers: [],
    });
    // Planning changes nothing.
    expect(uicc.snapshot().securityDomain?.registry).toEqual([]);
    expect(await apply(bench, uicc, shown.id)).toEqual({
      plan: shown.id,
      result: 'verified',
      changes: [
        { what: 'D2760001180002', now: 'LOADED', match: true },
        { what: 'D276000118000201', now: 'SELECTABLE', match: true },
      ],
    });
    expect(bench.store.cardChanges.of(iccid, true)).toMatchObject([{ kind: 'install', state: 'done' }]);
    const lines = bench.store.audit.list({}).map(({ action, outcome }) => `${action} ${outcome}`);
    expect(lines.sort()).toEqual(['gp.apply done', 'gp.apply started']);
    // A plan is good for once.
    await expect(apply(bench, uicc, shown.id)).rejects.toMatchObject({ code: 'gp.plan-unknown' });
  });

  test('states are set, what is there is deleted with what depends on it', async () => {
    const bench = await contentsBench();
    const uicc = issuerCard();
    const aid = toHex(appletAid);
    await change(bench, uicc, { kind: 'install', cap });
    const locked = await change(bench, uicc, { kind: 'set-status', aid, state: 'locked' });
    expect(locked.changes).toEqual([{ what: 'D276000118000201', now: 'LOCKED', match: true }]);
    const unlocked = await change(bench, uicc, { kind: 'set-status', aid, state: 'unlocked' });
    expect(unlocked.changes).toEqual([{ what: 'D276000118000201', now: 'SELECTABLE', match: true }]);
    const inUse = await plan(bench, uicc, { kind: 'delete', aid: toHex(packageAid), related: false });
    expect(inUse.blockers).toMatchObject([{ code: 'gp.in-use' }]);
    await expect(apply(bench, uicc, inUse.id)).rejects.toMatchObject({ code: 'gp.plan-blocked' });
    const gone = await change(bench, uicc, { kind: 'delete', aid: toHex(packageAid), related: true });
    expect(gone).toMatchObject({ result: 'verified' });
    expect(gone.changes.map(({ now }) => now)).toEqual(['not on the card', 'not on the card']);
    expect(uicc.snapshot().securityDomain?.registry).toEqual([]);
  });

  test('a package is loaded alone, and an application installed from it', async () => {
    const bench = await contentsBench();
    const uicc = issuerCard();
    await change(bench, uicc, { kind: 'install', cap, loadOnly: true });
    const from = {
      kind: 'install',
      packageAid: toHex(packageAid),
      applicationAid: 'd27600011800020102',
    } as const;
    expect(await change(bench, uicc, from)).toMatchObject({ result: 'verified' });
    expect(uicc.snapshot().securityDomain?.registry).toHaveLength(2);
  });

  test('data are stored and compared', async () => {
    const bench = await contentsBench();
    const uicc = issuerCard();
    const shown = await plan(bench, uicc, { kind: 'store-data', data: '4203112233df200101' });
    expect(shown.changes).toEqual([
      { what: 'issuer identification number (42)', before: '89882190', after: '112233' },
      { what: 'data object DF20', after: '01' },
    ]);
    expect(await apply(bench, uicc, shown.id)).toMatchObject({
      result: 'verified',
      changes: [
        { now: '112233', match: true },
        { now: '01', match: true },
      ],
    });
  });

  test('the card is locked and unlocked', async () => {
    const bench = await contentsBench();
    const uicc = issuerCard();
    const aid = 'a000000151000000';
    expect(await change(bench, uicc, { kind: 'set-status', aid, state: 'card-locked' })).toMatchObject({
      result: 'verified',
      changes: [{ now: 'CARD_LOCKED' }],
    });
    expect(await change(bench, uicc, { kind: 'set-status', aid, state: 'secured' })).toMatchObject({
      result: 'verified',
      changes: [{ now: 'SECURED' }],
    });
  });

  test('over packets, too', async () => {
    const bench = await contentsBench();
    const uicc = otaCard();
    const of = iccidOf['ota-keys'];
    bench.shelf.put(storedOta2(of));
    const keys = { kind: 'stored', set: 'OTA 2' } as const;
    expect(await change(bench, uicc, { kind: 'install', cap }, keys, of)).toMatchObject({
      result: 'verified',
    });
    expect(await bench.contents.list(await inReader(uicc), { keys })).toHaveLength(3);
    const set = bench.custody.otaKeySet('OTA 2', { iccid: of, simulated: true });
    expect(set.counter).toBe(uicc.snapshot().ota?.keySets[1]?.counter);
  });

  test.each([
    ['gp.not-found', { kind: 'delete', aid: 'a000000000', related: false }],
    ['gp.not-deletable', { kind: 'delete', aid: 'a000000151000000', related: false }],
    ['gp.not-found', { kind: 'install', packageAid: 'd2760001180002' }],
    ['gp.not-in-package', { kind: 'install', cap, moduleAid: 'a000000000' }],
    ['gp.state', { kind: 'set-status', aid: 'a000000151000000', state: 'unlocked' }],
    ['gp.already', { kind: 'set-status', aid: 'a000000151000000', state: 'secured' }],
    [
      'gp.no-such-version',
      { kind: 'put-key', use: 'globalplatform', replaces: 9, version: 9, algorithm: 'aes-128' },
    ],
    [
      'gp.version-taken',
      { kind: 'put-key', use: 'globalplatform', replaces: 0, version: 48, algorithm: 'aes-128' },
    ],
  ] as const)('%s is said in the plan', async (code, wanted) => {
    const shown = await plan(await contentsBench(), issuerCard(), wanted);
    expect(shown.blockers.map((blocker) => blocker.code)).toContain(code);
  });

  test.each([
    ['cap.malformed', { kind: 'install', cap: base64(Uint8Array.of(1, 2, 3)) }],
    ['gp.not-base64', { kind: 'install', cap: '***' }],
    ['gp.no-package', { kind: 'install' }],
    ['aid.invalid', { kind: 'install', cap, applicationAid: '0102' }],
    ['gp.data-malformed', { kind: 'store-data', data: '4205' }],
    ['gp.data-malformed', { kind: 'store-data', data: '' }],
    ['gp.key-set', { kind: 'put-key', use: 'ota', replaces: 0, version: 16, algorithm: 'aes-128' }],
    ['gp.key-set', { kind: 'put-key', use: 'globalplatform', replaces: 0, version: 3, algorithm: '3des-3' }],
    [
      'gp.key-set',
      {
        kind: 'put-key',
        use: 'ota',
        replaces: 0,
        version: 3,
        algorithm: 'aes-128',
        keys: ['00', '00', '00'],
      },
    ],
  ] satisfies readonly (readonly [string, GpChangeInput])[])('%s: there is no plan', async (code, wanted) => {
    await expect(plan(await contentsBench(), issuerCard(), wanted)).rejects.toMatchObject({ code });
  });

  test('another card, or a real one with the ICCID of a simulated one, is not changed', async () => {
    const bench = await contentsBench();
    const shown = await plan(bench, issuerCard(), { kind: 'store-data', data: '420101' });
    await expect(apply(bench, issuerCard(), shown.id, '8900')).rejects.toMatchObject({
      code: 'gp.other-card',
    });
    await expect(apply(bench, otaCard(), shown.id)).rejects.toMatchObject({ code: 'card.swapped' });
    const real = { ...(await inReader(issuerCard())), simulated: false };
    await expect(bench.contents.apply(real, { plan: shown.id, iccid }, actor)).rejects.toMatchObject({
      code: 'gp.other-card',
    });
    // It has never begun, and can still be made.
    expect(await apply(bench, issuerCard(), shown.id)).toMatchObject({ result: 'verified' });
  });

  test('what the card refuses is told, and what is there then', async () => {
    const bench = await contentsBench();
    const uicc = issuerCard();
    const aid = 'a000000151000000';
    const shown = await plan(bench, uicc, { kind: 'set-status', aid, state: 'terminated' });
    expect(shown.cautions).toHaveLength(1);
    const result = await apply(bench, uicc, shown.id);
    expect(result).toMatchObject({
      result: 'stopped',
      error: { code: 'command.conditions' },
      changes: [{ now: 'SECURED', match: false }],
    });
    expect(bench.store.cardChanges.of(iccid, true)).toMatchObject([{ state: 'failed' }]);
  });

  test.each(['before', 'after'] as const)(
    'power lost %s the deletion: unknown, until the registry is read again',
    async (when) => {
      const bench = await contentsBench();
      const uicc = issuerCard();
      await change(bench, uicc, { kind: 'install', cap });
      const shown = await plan(bench, uicc, { kind: 'delete', aid: toHex(packageAid), related: true });
      const card = await inReader(uicc);
      const { link } = card.session;
      const exchange = link.exchange.bind(link);
      link.exchange = (bytes, context) => {
        if (context.name === 'DELETE') uicc.setFault({ kind: 'power-loss', when, apdu: 1 });
        return exchange(bytes, context);
      };
      const result = await bench.contents.apply(card, { plan: shown.id, iccid }, actor);
      expect(result).toMatchObject({ result: 'unknown', changes: [] });
      expect(bench.store.cardChanges.unknown(iccid, true)).toHaveLength(1);
      await bench.contents.list(await inReader(uicc), { keys: typed() });
      expect(bench.store.cardChanges.of(iccid, true)[0]).toMatchObject({
        kind: 'delete',
        state: when === 'after' ? 'done' : 'failed',
      });
    },
  );
});
