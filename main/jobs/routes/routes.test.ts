import { describe, expect, test } from 'vitest';
import { planDoc, type RouteName } from '../../contract/plan.ts';
import { receiptDoc } from '../../contract/receipt.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { gatewayValues, shippedProfile } from '../../procedures/testing/gateway-values.ts';
import { bench, inReader } from '../testing/bench.ts';
import { actor } from '../testing/published.ts';
import { issuerSet, otaSet, remoteImage, withKeys } from '../testing/remote-keys.ts';

const values = Object.fromEntries(
  Object.entries(gatewayValues).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...value],
  ]),
);
const job = { kind: 'provision', profile: shippedProfile('access-network'), values } as const;
const code = (name: string) => expect.objectContaining({ code: name });
const all = [otaSet, issuerSet('scp03'), issuerSet('scp02')] as const;

async function planned(sets: readonly object[], image: CardImage = remoteImage()) {
  const station = bench();
  if (sets.length > 0) await withKeys(station, ...sets);
  const uicc = createUicc({ image });
  const plan = planDoc.parse(await station.jobs.makePlan(await inReader(uicc), job, actor));
  const apply = async (over: object = {}) =>
    receiptDoc.parse(
      await station.jobs.apply(
        await inReader(uicc),
        { plan: plan.id, iccid: plan.iccid, keys: {}, ...over },
        actor,
      ),
    );
  const choose = (route: RouteName) => station.jobs.chooseRoute(plan.id, route);
  const shown = plan.routes?.map(({ route, usable, problem }) => [route, usable ? 'open' : problem?.code]);
  return { ...station, uicc, plan, apply, choose, shown };
}

/** Key sets of the security domain with their tries. */
const triesOf = ({ securityDomain }: CardImage): unknown =>
  securityDomain?.keySets.map(({ tries, sequenceCounter }) => ({ tries, sequenceCounter }));

describe('the routes of a plan', () => {
  test('without key sets there is the plain one, with keys that have to be given', async () => {
    const { plan, shown } = await planned([]);
    expect(shown).toEqual([['plain', 'open']]);
    expect(plan).toMatchObject({ route: 'plain', routes: [{ needs: ['ADM1'] }] });
  });

  test('one for which nothing has to be typed is taken, SCP03 before SCP02 before SCP80', async () => {
    const { plan, shown, uicc } = await planned(all);
    expect(shown).toEqual([
      ['scp03', 'open'],
      ['scp02', 'open'],
      ['scp80', 'open'],
      ['plain', 'open'],
    ]);
    expect(plan).toMatchObject({ state: 'ready', route: 'scp03', keySet: plan.routes?.[0]?.keySet?.id });
    expect(plan.routes?.[0]).toMatchObject({ keySet: { name: 'SCP03 48' }, needs: [] });
    expect(plan.routes?.[2]).toMatchObject({ keySet: { name: 'OTA 2' }, needs: [], envelopes: 5 });
    // Nothing was authenticated, and no try used.
    expect(triesOf(uicc.snapshot())).toEqual(triesOf(remoteImage()));
    expect((await planned([otaSet])).plan.route).toBe('scp80');
  });

  test('a stored ADM comes before them', async () => {
    const adm = { kind: 'card-key', iccid: otaSet.iccid, name: 'ADM1', value: '12345678' };
    const { plan } = await planned([adm, ...all]);
    expect(plan).toMatchObject({ route: 'plain', keys: [{ name: 'ADM1', stored: true }] });
  });

  test('a set that stands for no key of the card needs the keys all the same', async () => {
    const { plan, apply } = await planned([{ ...issuerSet('scp03'), authorises: [] }]);
    expect(plan.route).toBe('plain');
    expect(plan.routes?.[1]).toMatchObject({ route: 'scp03', usable: true, needs: ['ADM1'] });
    await expect(apply()).rejects.toThrow(code('key.missing'));
  });

  test('a blocked ADM closes the plain route, not the others', async () => {
    const image = remoteImage();
    const keys = image.keys.map((key) => (key.reference === 0x0a ? { ...key, tries: 0 } : key));
    const { plan, shown, apply } = await planned([issuerSet('scp03')], { ...image, keys });
    expect(shown).toEqual([
      ['scp03', 'open'],
      ['plain', 'pin.blocked'],
    ]);
    expect(plan).toMatchObject({ state: 'ready', blockers: [], keys: [{ name: 'ADM1', state: 'blocked' }] });
    expect(await apply()).toMatchObject({ result: 'verified', route: 'scp03' });
    const alone = await planned([], { ...image, keys });
    expect(alone.plan).toMatchObject({ state: 'blocked', blockers: [{ code: 'pin.blocked' }] });
  });

  test.each([
    ['wrong keys', { mac: '3132333435363738393a3b3c3d3e3f30' }, 'channel.card-cryptogram'],
    ['a version the card does not have', { version: 33 }, 'channel.no-key-set'],
    ['another protocol than the card speaks', { version: 32 }, 'channel.protocol'],
    ['a security domain that is not there', { domain: 'a0000001510000ff' }, 'domain.not-found'],
  ])('SCP03 with %s is closed, and no try is used', async (_what, over, problem) => {
    const { shown, uicc, choose } = await planned([{ ...issuerSet('scp03'), ...over }]);
    expect(shown).toContainEqual(['scp03', problem]);
    expect(triesOf(uicc.snapshot())).toEqual(triesOf(remoteImage()));
    expect(() => choose('scp03')).toThrow(code('route.unusable'));
  });

  test('a locked vault closes what needs its keys, and says so', async () => {
    const station = bench();
    await withKeys(station, ...all);
    station.vault.lock();
    const plan = await station.jobs.makePlan(
      await inReader(createUicc({ image: remoteImage() })),
      job,
      actor,
    );
    expect(plan.route).toBe('plain');
    expect(plan.routes?.slice(1).map(({ problem }) => problem?.code)).toEqual(Array(3).fill('vault.locked'));
  });

  test.each([
    ['no application for the files', { applications: otaSet.applications.slice(0, 1) }, 'ota.tar-missing'],
    ['a buffer that a record does not fit into', { buffer: 60 }, 'ota.buffer-too-small'],
    ['no key for its checksum', { kid: undefined }, 'scp80.key-missing'],
    ['a counter at its end', { counter: 0xff_ffff_fffe }, 'scp80.counter-exhausted'],
    ['fewer counters left than packets', { counter: 0xff_ffff_fffd, buffer: 137 }, 'scp80.counter-exhausted'],
  ])('SCP80 with %s is closed when the plan is made', async (_what, over, problem) => {
    const { shown } = await planned([{ ...otaSet, ...over }]);
    expect(shown).toContainEqual(['scp80', problem]);
  });

  test('a card that does not announce data download gets no packet', async () => {
    const image = remoteImage();
    const files = new Map(
      [...image.files].map(([id, file]) =>
        file.header.fid === 0x6f38 ? [id, { ...file, body: new Uint8Array(file.body.length) }] : [id, file],
      ),
    );
    expect((await planned([otaSet], { ...image, files })).shown).toContainEqual([
      'scp80',
      'route.no-download',
    ]);
  });

  test('a card whose service table is not there may take packets or not, which is said', async () => {
    const image = remoteImage();
    const files = new Map([...image.files].filter(([, { header }]) => header.fid !== 0x6f38));
    const { plan } = await planned([otaSet], { ...image, files });
    expect(plan).toMatchObject({
      route: 'scp80',
      routes: [{ why: expect.stringContaining('cannot be read and shows when they are sent') }, {}],
    });
  });

  test('a record too long for a command of the channel closes it when the plan is made', async () => {
    const image = remoteImage();
    const files = new Map(
      [...image.files].map(([id, file]) => {
        const isList = file.header.fid === 0x6f07 && image.files.get(file.parent)?.header.fid === 0x5f50;
        if (!isList) return [id, file];
        return [id, { ...file, header: { ...file.header, recordLength: 250 }, body: new Uint8Array(500) }];
      }),
    );
    const { shown } = await planned([issuerSet('scp03')], { ...image, files });
    expect(shown).toContainEqual(['scp03', 'route.command-too-long']);
  });
});

describe('another route', () => {
  test('is chosen while the plan is ready, and is the one that is taken', async () => {
    const { plan, choose, jobs, apply } = await planned(all);
    expect(choose('scp80')).toMatchObject({
      route: 'scp80',
      routes: [{ keySet: { name: 'OTA 2' } }, {}, {}, {}],
    });
    expect(jobs.plan(plan.id)).toMatchObject({ route: 'scp80', state: 'ready' });
    expect(await apply()).toMatchObject({ result: 'verified', route: 'scp80', keySet: 'OTA 2' });
    expect(() => choose('plain')).toThrow(code('plan.not-ready'));
  });

  test('that the plan does not have is not chosen, nor one of several without its key set', async () => {
    const second = { ...issuerSet('scp03'), version: 48, domain: 'a000000151000000' };
    const { choose, jobs, plan } = await planned([issuerSet('scp03')]);
    expect(() => choose('scp80')).toThrow(code('route.unknown'));
    expect(() => jobs.chooseRoute(plan.id, 'scp03', 'ffff')).toThrow(code('route.unknown'));
    const two = await planned([issuerSet('scp03'), { ...second, version: 0 }]);
    expect(() => two.choose('scp03')).toThrow(code('route.several'));
    const chosen = two.plan.routes?.[1]?.keySet?.id;
    expect(two.jobs.chooseRoute(two.plan.id, 'scp03', chosen)).toMatchObject({ keySet: chosen });
  });
});
