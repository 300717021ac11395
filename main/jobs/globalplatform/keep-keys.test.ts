import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import type { GpChangeInput } from '../../contract/globalplatform.ts';
import { issuerKeys } from '../../procedures/testing/issuer-card.ts';
import {
  actor,
  contentsBench,
  iccidOf,
  inReader,
  issuerCard,
  storedScp03,
  typed,
} from './testing/contents-bench.ts';

// Which keys the station may forget, and which never.

const iccid = iccidOf['issuer-keys'];
const simulated = { iccid, simulated: true };
const keys = { kind: 'stored', set: 'SCP03 48' } as const;
const replace48 = {
  kind: 'put-key',
  use: 'globalplatform',
  replaces: 48,
  version: 48,
  algorithm: 'aes-128',
} as const satisfies GpChangeInput;
const oldKeys = [issuerKeys.scp03.enc, issuerKeys.scp03.mac, issuerKeys.scp03.dek].map(toHex);

type Bench = Awaited<ReturnType<typeof contentsBench>>;

function keysInCustody({ custody }: Bench, name: string): readonly string[] {
  const { enc, mac, dek } = custody.openGp(custody.gpKeySet(name, simulated).id);
  return [enc, mac, dek].map(toHex);
}

/** A set of another security domain, of the same version. */
function ofDomain(domain: string, name: string) {
  const set = storedScp03(`simulated ${iccid}`);
  return {
    ...set,
    name,
    document: { ...set.document, domain },
    keys: set.keys.map((key) => key.map((b) => b ^ 0xff)),
  };
}

test('those of another security domain stay when the issuer’s of the same version are replaced', async () => {
  const bench = await contentsBench();
  const isdR = 'a0000005591010ffffffff8900000100';
  bench.shelf.put(ofDomain(isdR, 'SCP03 48 ISD-R'));
  const before = keysInCustody(bench, 'SCP03 48 ISD-R');
  const { contents } = bench;
  const shown = await contents.plan(await inReader(issuerCard()), { keys: typed(), change: replace48 });
  expect(await contents.apply(await inReader(issuerCard()), { plan: shown.id, iccid }, actor)).toMatchObject({
    result: 'verified',
  });
  expect(keysInCustody(bench, 'SCP03 48 ISD-R')).toEqual(before);
});

test.each([
  ['typed keys', typed()],
  ['the keys that it has in common with the issuer’s', keys],
])('the issuer’s stay when those of a supplementary domain are replaced with %s', async (_how, given) => {
  const bench = await contentsBench();
  bench.shelf.put(storedScp03(`simulated ${iccid}`));
  // Begins like the issuer’s AID, as those of many supplementary security domains do.
  const aid = 'a00000015153504101';
  const image = issuerCard().snapshot();
  const supplementary = { ...image.securityDomain!, aid: fromHex(aid) };
  const uicc = issuerCard({ ...image, securityDomain: supplementary });
  const { contents } = bench;
  const request = { domain: aid, keys: given, change: replace48 };
  const shown = await contents.plan(await inReader(uicc), request);
  expect(await contents.apply(await inReader(uicc), { plan: shown.id, iccid }, actor)).toMatchObject({
    result: 'verified',
  });
  expect(keysInCustody(bench, 'SCP03 48')).toEqual(oldKeys);
  const fresh = uicc.snapshot().securityDomain!.keySets.find(({ version }) => version === 48)!;
  expect(keysInCustody(bench, `SCP03 48 ${aid.toUpperCase()}`)[0]).toEqual(toHex(fresh.enc));
});

test.each(['6200', '6310', '6381', '6581', '6f01', '9210'])(
  'the new ones stay when the card has taken them and answers %s',
  async (sw) => {
    const bench = await contentsBench();
    bench.shelf.put(storedScp03(`simulated ${iccid}`));
    const uicc = issuerCard({ ...issuerCard().snapshot(), protocol: 'T=1' });
    const { contents } = bench;
    const over = { ...keys, level: 3 };
    const shown = await contents.plan(await inReader(uicc), { keys: over, change: replace48 });
    const card = await inReader(uicc);
    const { link } = card.session;
    const exchange = link.exchange.bind(link);
    link.exchange = async (bytes, context) => {
      const answer = await exchange(bytes, context);
      if (context.name !== 'PUT KEY' || answer.length < 2) return answer;
      return concatBytes(answer.slice(0, -2), fromHex(sw));
    };
    const result = await contents.apply(card, { plan: shown.id, iccid }, actor);
    expect(result.result).not.toBe('stopped');
    await contents.info(await inReader(uicc), undefined);
    const onCard = uicc.snapshot().securityDomain!.keySets.find(({ version }) => version === 48)!;
    expect(keysInCustody(bench, 'SCP03 48')[0]).toBe(toHex(onCard.enc));
  },
);

test('the old ones stay until the card proves the new ones, also when it cannot be asked', async () => {
  const bench = await contentsBench();
  bench.shelf.put(storedScp03(`simulated ${iccid}`));
  const uicc = issuerCard({ ...issuerCard().snapshot(), protocol: 'T=1' });
  const { contents } = bench;
  const over = { ...keys, level: 3 };
  const shown = await contents.plan(await inReader(uicc), { keys: over, change: replace48 });
  const card = await inReader(uicc);
  const { link } = card.session;
  const exchange = link.exchange.bind(link);
  let put = false;
  link.exchange = async (bytes, context) => {
    if (context.name === 'PUT KEY') {
      put = true;
      return fromHex('309000');
    }
    return put && context.name === 'INITIALIZE UPDATE' ? fromHex('6985') : exchange(bytes, context);
  };
  const result = await contents.apply(card, { plan: shown.id, iccid }, actor);
  expect(result).toMatchObject({ result: 'unknown', error: { code: 'gp.keys-not-proved' } });
  expect(keysInCustody(bench, 'SCP03 48')).toEqual(oldKeys);
  await contents.info(await inReader(uicc), undefined);
  expect(keysInCustody(bench, 'SCP03 48')).toEqual(oldKeys);
});

test('a cancel between PUT KEY and the proof skips no proof', async () => {
  const bench = await contentsBench();
  bench.shelf.put(storedScp03(`simulated ${iccid}`));
  const uicc = issuerCard();
  const { contents } = bench;
  const shown = await contents.plan(await inReader(uicc), { keys, change: replace48 });
  const abort = new AbortController();
  const { cardOn } = await import('../testing/card-on.ts');
  const { connectUicc } = await import('../../lab/uicc-link.ts');
  const link = await connectUicc(uicc);
  const exchange = link.exchange.bind(link);
  link.exchange = async (bytes, context) => {
    const answer = await exchange(bytes, context);
    if (context.name === 'PUT KEY') abort.abort();
    return answer;
  };
  const result = await contents.apply(cardOn(link, abort.signal), { plan: shown.id, iccid }, actor, {
    signal: abort.signal,
  });
  expect(result).toMatchObject({ result: 'verified', changes: [{ now: expect.stringMatching(/^in use/) }] });
});

test('the card’s own keys of another protocol win over the master keys of its IIN', async () => {
  const bench = await contentsBench();
  const { contents, custody } = bench;
  const master = issuerKeys.scp02;
  bench.shelf.put({
    ...storedScp03(iccid.slice(0, 8)),
    owner: { by: 'iin', value: iccid.slice(0, 8) },
    name: 'SCP02 32',
    version: 32,
    document: {
      ...storedScp03('').document,
      algorithm: '3des-2',
      protocol: 'scp02',
      option: '55',
      diversification: 'none',
    },
    keys: [master.enc, master.mac, master.dek],
  });
  const uicc = issuerCard();
  const change = { ...replace48, replaces: 32, version: 32 };
  const shown = await contents.plan(await inReader(uicc), { keys: typed(), change });
  expect(await contents.apply(await inReader(uicc), { plan: shown.id, iccid }, actor)).toMatchObject({
    result: 'verified',
  });
  expect(custody.keySets(simulated).map(({ name }) => name)).toEqual(['SCP03 32']);
  const other = { iccid: `${iccid.slice(0, 8)}99999999999`, simulated: true };
  expect(custody.keySets(other).map(({ name }) => name)).toEqual(['SCP02 32']);
});
