import { expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import { planDoc, type RouteName } from '../../contract/plan.ts';
import { receiptDoc } from '../../contract/receipt.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
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
const job = { kind: 'provision', profile: shippedProfile('access-network'), values } as const;
const code = (name: string) => expect.objectContaining({ code: name });

/** Every file of the card with its content. */
const filesOf = ({ files }: CardImage): readonly string[] =>
  [...files.values()].map(({ id, parent, body }) => `${parent}/${id} ${toHex(body)}`);

async function station(...sets: readonly object[]) {
  const made = bench();
  await withKeys(made, ...sets);
  const { jobs } = made;
  const planFor = async (uicc: Uicc, route?: RouteName) => {
    const plan = planDoc.parse(await jobs.makePlan(await inReader(uicc), job, actor));
    return route === undefined || plan.route === route ? plan : jobs.chooseRoute(plan.id, route);
  };
  const apply = async (uicc: Uicc, plan: string, keys: object = {}) =>
    receiptDoc.parse(
      await jobs.apply(await inReader(uicc), { plan, iccid: remoteIccid, keys: { ...keys } }, actor),
    );
  return { ...made, planFor, apply };
}

const all = [otaSet, issuerSet('scp03'), issuerSet('scp02')] as const;
const fresh = (image = remoteImage()): Uicc => createUicc({ image });

test('one profile over every route: the same bytes, a receipt that names the way', async () => {
  const { planFor, apply } = await station(...all);
  const written: string[][] = [];
  for (const [route, keySet] of [
    ['plain', undefined],
    ['scp80', 'OTA 2'],
    ['scp03', 'SCP03 48'],
    ['scp02', 'SCP02 32'],
  ] as const) {
    const uicc = fresh();
    const plan = await planFor(uicc, route);
    const receipt = await apply(uicc, plan.id, route === 'plain' ? adm1 : {});
    expect(receipt, route).toMatchObject({ result: 'verified', route });
    expect([receipt.keySet, receipt.envelopes], route).toEqual([
      keySet,
      // As many as the plan has said.
      plan.routes?.[0]?.envelopes,
    ]);
    written.push([...filesOf(uicc.snapshot())]);
  }
  expect(new Set(written.map((files) => files.join('\n'))).size).toBe(1);
  expect(written[0]).not.toEqual(filesOf(remoteImage()));
});

test('a card that tells nothing of its buffer gets packets of one short message each', async () => {
  const { buffer: _, ...without } = otaSet;
  const { planFor, apply } = await station(without);
  const uicc = fresh();
  const plan = await planFor(uicc);
  const envelopes = plan.routes?.[0]?.envelopes ?? 0;
  expect(envelopes).toBeGreaterThan(5);
  const receipt = await apply(uicc, plan.id);
  expect(receipt).toMatchObject({ result: 'verified', envelopes });
  // One counter for each: none of them was split.
  expect(uicc.snapshot().ota?.keySets[1]?.counter).toBe(envelopes);
});

/** The card with one key set, for SCP02 without a handshake: of one key, as “i” = 1A has it. */
function withoutHandshake(image: CardImage): CardImage {
  const { securityDomain } = image;
  if (securityDomain === undefined) return image;
  const keySets = securityDomain.keySets
    .filter(({ protocol }) => protocol === 'scp02')
    .map((set) => ({ ...set, parameters: 0x1a, mac: set.enc, dek: set.enc }));
  return { ...image, securityDomain: { ...securityDomain, keySets } };
}

test('SCP02 without a handshake: what cannot be asked beforehand is said, and the channel is opened all the same', async () => {
  const { enc } = issuerSet('scp02');
  const { planFor, apply } = await station({ ...issuerSet('scp02'), option: '1a', mac: enc, dek: enc });
  const uicc = fresh(withoutHandshake(remoteImage()));
  const plan = await planFor(uicc, 'scp02');
  expect(plan.routes?.[0]?.why).toBe('Whether the card has these keys shows when the channel is opened.');
  expect(await apply(uicc, plan.id)).toMatchObject({ result: 'verified', route: 'scp02' });
});

/** The card with other issuer keys than when the plan was made. */
function withOtherKeys(image: CardImage): CardImage {
  const { securityDomain } = image;
  if (securityDomain === undefined) return image;
  const keySets = securityDomain.keySets.map((set) => ({ ...set, mac: new Uint8Array(16).fill(0x5a) }));
  return { ...image, securityDomain: { ...securityDomain, keySets } };
}

test('a card that no longer has the keys stops before it is told anything: no try, no receipt, the plan stays ready', async () => {
  const { planFor, apply, jobs, store } = await station(...all);
  const uicc = fresh();
  const plan = await planFor(uicc, 'scp03');
  const other = fresh(withOtherKeys(uicc.snapshot()));
  const before = other.snapshot();
  await expect(apply(other, plan.id)).rejects.toThrow(code('channel.card-cryptogram'));
  // Nothing else was tried instead, although the vault has keys for other routes.
  expect(other.snapshot()).toEqual(before);
  expect(jobs.plan(plan.id)).toMatchObject({ state: 'ready', route: 'scp03' });
  expect(store.receipts.list({})).toEqual([]);
  expect(await apply(uicc, plan.id)).toMatchObject({ result: 'verified', route: 'scp03' });
});

test('keys that are locked away or forgotten after the plan was made stop it before the card is touched', async () => {
  const { planFor, apply, vault, store, jobs } = await station(...all);
  const uicc = fresh();
  const plan = await planFor(uicc, 'scp80');
  vault.lock();
  await expect(apply(uicc, plan.id)).rejects.toThrow(code('vault.locked'));
  await vault.openByPassphrase('a passphrase for tests');
  store.keySets.delete(plan.keySet ?? '');
  await expect(apply(uicc, plan.id)).rejects.toThrow(code('keys.no-such-set'));
  expect(jobs.plan(plan.id).state).toBe('ready');
  expect(filesOf(uicc.snapshot())).toEqual(filesOf(remoteImage()));
});

test('a wrong key that the cryptogram does not show: the first command is refused, nothing is written, and there is a receipt', async () => {
  const enc = '3132333435363738393a3b3c3d3e3f30';
  const { planFor, apply } = await station({ ...issuerSet('scp03'), enc });
  const uicc = fresh();
  const receipt = await apply(uicc, (await planFor(uicc, 'scp03')).id);
  expect(receipt).toMatchObject({ result: 'stopped', route: 'scp03' });
  expect(receipt.done.some(({ state }) => state === 'done')).toBe(false);
  expect(filesOf(uicc.snapshot())).toEqual(filesOf(remoteImage()));
});

test.each([
  // The proof of receipt comes in the plain: it can be read although the keys differ.
  ['a wrong key', { kid: '3132333435363738393a3b3c3d3e3f30', spi: '1601' }, 'ota.checksum-refused'],
  ['a counter that the card has seen', {}, 'ota.counter-low'],
  [
    'a TAR that the card does not have',
    { applications: [{ tar: 'b000ff' }, { tar: 'b000ff', aid: 'a0000000871002' }] },
    'ota.tar-unknown',
  ],
  ['too low a security level', { spi: '1001' }, 'ota.security-level'],
  ['a larger buffer than the card has', { buffer: 2000 }, 'ota.buffer-exceeded'],
])(
  'SCP80 with %s: nothing is written, the counter is spent, and a receipt says why',
  async (what, over, error) => {
    const { planFor, apply, custody, store } = await station({ ...otaSet, ...over });
    const image = remoteImage();
    const { ota } = image;
    const counter = what.includes('seen') ? 50 : 0;
    const small = what.includes('buffer') ? 100 : 1024;
    const keySets = ota?.keySets.map((set) => ({ ...set, counter })) ?? [];
    const start = { ...image, ...(ota === undefined ? {} : { ota: { ...ota, keySets, buffer: small } }) };
    const uicc = fresh(start);
    const plan = await planFor(uicc, 'scp80');
    const receipt = await apply(uicc, plan.id);
    expect(receipt).toMatchObject({ result: 'stopped', error: { code: error }, keySet: 'OTA 2' });
    expect(filesOf(uicc.snapshot())).toEqual(filesOf(start));
    expect(
      custody.otaKeySet(plan.keySet ?? '', { iccid: remoteIccid, simulated: true }).counter,
    ).toBeGreaterThan(0);
    expect(store.plans.get(plan.id)?.steps.map(({ state }) => state)).not.toContain('unknown');
  },
);

test('a wrong key whose refusal cannot be read: unknown until the next plan reads the card, which finds nothing written', async () => {
  const { planFor, apply, jobs } = await station({ ...otaSet, kid: '3132333435363738393a3b3c3d3e3f30' });
  const uicc = fresh();
  const plan = await planFor(uicc, 'scp80');
  const receipt = await apply(uicc, plan.id);
  expect(receipt).toMatchObject({ result: 'stopped', error: { code: 'scp80.response-forged' } });
  expect(receipt.done.map(({ state }) => state)).toContain('unknown');
  const next = await planFor(uicc, 'plain');
  expect(next.continues).toBe(plan.id);
  expect(jobs.plan(plan.id).steps.map(({ state }) => state)).not.toContain('unknown');
  expect(await apply(uicc, next.id, adm1)).toMatchObject({ result: 'verified', route: 'plain' });
});

test('a card that wants the next counter and no other is served again after a packet was lost', async () => {
  const { planFor, apply, custody } = await station(otaSet);
  const uicc = fresh();
  const plan = await planFor(uicc);
  // One packet of another program is on its way and lost.
  custody.counters({ iccid: remoteIccid, simulated: true }).spend(plan.keySet ?? '');
  expect(await apply(uicc, plan.id)).toMatchObject({ result: 'verified', envelopes: 5 });
});

test('a way that the card has refused is not taken again unasked', async () => {
  const tar = 'b000ff';
  const applications = [
    { tar, manages: 'files' },
    { tar, aid: 'a0000000871002', manages: 'files' },
  ];
  const { planFor, apply } = await station({ ...otaSet, applications });
  const uicc = fresh();
  const plan = await planFor(uicc);
  expect(plan.route).toBe('scp80');
  expect(await apply(uicc, plan.id)).toMatchObject({ error: { code: 'ota.tar-unknown' } });
  const next = await planFor(uicc);
  expect(next).toMatchObject({ continues: plan.id, route: 'plain' });
  expect(next.routes?.[1]).toMatchObject({ route: 'scp80', usable: true });
  expect(await apply(uicc, next.id, adm1)).toMatchObject({ result: 'verified' });
});
