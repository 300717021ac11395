import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import type { GpChangeInput } from '../../contract/globalplatform.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { capArchive } from '../../procedures/testing/cap-archive.ts';
import { cardOn } from '../testing/card-on.ts';
import { actor, contentsBench, iccidOf, inReader, issuerCard, typed } from './testing/contents-bench.ts';

// A cancel takes effect between two steps; what the card has then is read all the same.

const iccid = iccidOf['issuer-keys'];
const keys = typed();
const install = {
  kind: 'install',
  cap: Buffer.from(capArchive(new Uint8Array(900))).toString('base64'),
} as const satisfies GpChangeInput;

/** Cancels when the card has answered the command of this name, the `occurrence`-th time. */
async function cancelledAfter(change: GpChangeInput, name: string, occurrence = 1) {
  const bench = await contentsBench();
  const uicc = issuerCard();
  const shown = await bench.contents.plan(await inReader(uicc), { keys, change });
  const abort = new AbortController();
  const link = await connectUicc(uicc);
  const exchange = link.exchange.bind(link);
  let left = occurrence;
  link.exchange = async (bytes, context) => {
    const answer = await exchange(bytes, context);
    if (context.name === name && --left === 0) abort.abort();
    return answer;
  };
  const { signal } = abort;
  const applied = bench.contents.apply(cardOn(link, signal), { plan: shown.id, iccid }, actor, { signal });
  return { bench, uicc, shown, applied };
}

test('before the first command nothing is done, and the plan is as it was', async () => {
  const { bench, uicc, shown, applied } = await cancelledAfter(install, 'EXTERNAL AUTHENTICATE');
  await expect(applied).rejects.toMatchObject({ code: 'operation.cancelled' });
  expect(bench.store.cardChanges.of(iccid, true)).toEqual([]);
  const again = await bench.contents.apply(await inReader(uicc), { plan: shown.id, iccid }, actor);
  expect(again).toMatchObject({ result: 'verified' });
});

test('while a package is loaded: nothing of it is there', async () => {
  const { uicc, applied } = await cancelledAfter(install, 'LOAD', 2);
  expect(await applied).toMatchObject({
    result: 'stopped',
    error: {
      code: 'operation.cancelled',
      meaning: 'The package was not loaded; the card has dropped what came of it.',
    },
    changes: [
      { now: 'not on the card', match: false },
      { now: 'not on the card', match: false },
    ],
  });
  expect(uicc.snapshot().securityDomain?.registry).toEqual([]);
});

test('between package and application: the package is said to be there', async () => {
  const { bench, applied } = await cancelledAfter(install, 'LOAD', 5);
  expect(await applied).toMatchObject({
    result: 'stopped',
    error: { meaning: 'The package is on the card; no application was made of it.' },
    changes: [
      { now: 'LOADED', match: true },
      { now: 'not on the card', match: false },
    ],
  });
  expect(bench.store.audit.list({})[0]).toMatchObject({ outcome: 'cancelled' });
});

test('after the last command it comes too late', async () => {
  const { applied } = await cancelledAfter(install, 'INSTALL', 2);
  expect(await applied).toMatchObject({ result: 'verified' });
});

test('data that no channel could carry are refused before anything is planned', async () => {
  const bench = await contentsBench();
  const value = 'ab'.repeat(70_000);
  const change = { kind: 'store-data', data: `45830${(70_000).toString(16)}${value}` } as const;
  await expect(bench.contents.plan(await inReader(issuerCard()), { keys, change })).rejects.toMatchObject({
    code: 'data.length',
  });
});

test('the registry of another security domain says nothing of an unknown change', async () => {
  const bench = await contentsBench();
  const uicc = issuerCard();
  const shown = await bench.contents.plan(await inReader(uicc), { keys, change: install });
  const card = await inReader(uicc);
  const { link } = card.session;
  const exchange = link.exchange.bind(link);
  link.exchange = async (bytes, context) => {
    const answer = await exchange(bytes, context);
    return context.name === 'INSTALL' && bytes[2] === 0x0c ? fromHex('6f01') : answer;
  };
  expect(await bench.contents.apply(card, { plan: shown.id, iccid }, actor)).toMatchObject({
    result: 'unknown',
  });
  const image = uicc.snapshot();
  const other = fromHex('a00000015153504101');
  const foreign = issuerCard({
    ...image,
    securityDomain: { ...image.securityDomain!, aid: other, registry: [] },
  });
  await bench.contents.list(await inReader(foreign), { keys, domain: toHex(other) });
  expect(bench.store.cardChanges.of(iccid, true)[0]?.state).toBe('unknown');
  await bench.contents.list(await inReader(uicc), { keys });
  expect(bench.store.cardChanges.of(iccid, true)[0]?.state).toBe('done');
});

test('what is not as planned although the card took it is in the audit log', async () => {
  const bench = await contentsBench();
  const uicc = issuerCard();
  const { contents } = bench;
  const change = { kind: 'set-status', aid: 'a000000151000000', state: 'card-locked' } as const;
  // Without C-MAC, so that the card does not miss the command.
  const shown = await contents.plan(await inReader(uicc), { keys: { ...keys, level: 0 }, change });
  const card = await inReader(uicc);
  const { link } = card.session;
  const exchange = link.exchange.bind(link);
  link.exchange = (bytes, context) =>
    context.name === 'SET STATUS' ? Promise.resolve(fromHex('9000')) : exchange(bytes, context);
  expect(await contents.apply(card, { plan: shown.id, iccid }, actor)).toMatchObject({ result: 'mismatch' });
  expect(bench.store.audit.list({})[0]).toMatchObject({ outcome: 'failed' });
});
