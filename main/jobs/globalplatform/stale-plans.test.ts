import { expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import type { GpChangeInput } from '../../contract/globalplatform.ts';
import {
  actor,
  contentsBench,
  iccidOf,
  inReader,
  issuerCard,
  storedScp03,
} from './testing/contents-bench.ts';
import { tornAt } from './testing/tear.ts';

const iccid = iccidOf['issuer-keys'];
const keys = { kind: 'stored', set: 'SCP03 48' } as const;
const add50 = {
  kind: 'put-key',
  use: 'globalplatform',
  replaces: 0,
  version: 50,
  algorithm: 'aes-128',
} as const satisfies GpChangeInput;

async function benchWithSet() {
  const bench = await contentsBench();
  bench.shelf.put(storedScp03(`simulated ${iccid}`));
  return bench;
}

test('keys of a plan that is being carried out are not overwritten, however many are planned meanwhile', async () => {
  const bench = await benchWithSet();
  const uicc = issuerCard();
  const { contents } = bench;
  const shown = await contents.plan(await inReader(uicc), { keys, change: add50 });
  const card = await inReader(uicc);
  const { link } = card.session;
  const exchange = link.exchange.bind(link);
  let others: Promise<unknown> | undefined;
  link.exchange = async (bytes, context) => {
    // The channel is about to be opened; meanwhile other windows plan, and one closes.
    if (context.name === 'EXTERNAL AUTHENTICATE')
      await (others ??= (async () => {
        for (let i = 0; i < 21; i++)
          await contents.plan(await inReader(issuerCard()), { keys, change: add50 });
        contents.close();
      })());
    return exchange(bytes, context);
  };
  const result = await contents.apply(card, { plan: shown.id, iccid }, actor);
  expect(result).toMatchObject({ result: 'verified' });
  const onCard = uicc.snapshot().securityDomain!.keySets.find(({ version }) => version === 50)!;
  expect(toHex(onCard.enc)).not.toBe('00'.repeat(16));
  expect(shown.changes[0]?.after).toContain(result.changes[0]!.now.replace('in use, ', ''));
});

test('a plan is carried out once, also by two who do it at the same time', async () => {
  const bench = await benchWithSet();
  const { contents } = bench;
  const shown = await contents.plan(await inReader(issuerCard()), { keys, change: add50 });
  const ends = await Promise.allSettled(
    [issuerCard(), issuerCard()].map(async (uicc) =>
      contents.apply(await inReader(uicc), { plan: shown.id, iccid }, actor),
    ),
  );
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(ends.find((end) => end.status === 'rejected')?.reason).toMatchObject({ code: 'gp.plan-running' });
});

test('a plan from before a change whose end is unknown puts no keys', async () => {
  const bench = await benchWithSet();
  const uicc = issuerCard();
  const { contents } = bench;
  const first = await contents.plan(await inReader(uicc), { keys, change: add50 });
  const second = await contents.plan(await inReader(uicc), { keys, change: { ...add50, version: 51 } });
  const torn = await tornAt(uicc, 'PUT KEY', { kind: 'power-loss', when: 'after', apdu: 1 });
  expect(await contents.apply(torn, { plan: first.id, iccid }, actor)).toMatchObject({ result: 'unknown' });
  await expect(contents.apply(await inReader(uicc), { plan: second.id, iccid }, actor)).rejects.toMatchObject(
    { code: 'gp.unresolved' },
  );
});

test('a plan whose key set has been replaced meanwhile puts no keys', async () => {
  const bench = await benchWithSet();
  const uicc = issuerCard();
  const { contents } = bench;
  const other = { kind: 'stored', set: 'SCP03 50' } as const;
  const added = await contents.plan(await inReader(uicc), { keys, change: add50 });
  expect(await contents.apply(await inReader(uicc), { plan: added.id, iccid }, actor)).toMatchObject({
    result: 'verified',
  });
  const replace48 = { ...add50, replaces: 48, version: 48 };
  const [one, two] = [
    await contents.plan(await inReader(uicc), { keys: other, change: replace48 }),
    await contents.plan(await inReader(uicc), { keys: other, change: replace48 }),
  ];
  await contents.apply(await inReader(uicc), { plan: one.id, iccid }, actor);
  await expect(contents.apply(await inReader(uicc), { plan: two.id, iccid }, actor)).rejects.toMatchObject({
    code: 'gp.plan-stale',
  });
});
