import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { planDoc, verificationDoc } from '../../main/contract/plan.ts';
import {
  auditDoc,
  chainCheckDoc,
  type ReceiptDoc,
  receiptDoc,
  receiptSummaryDoc,
} from '../../main/contract/receipt.ts';
import { contentsOf, readImage, triesLeft } from '../support/card-image.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Bench, useBenches } from './bench.ts';
import { gatewayValues } from './gateway-values.ts';

const bench = useBenches();
const iccid = '8900101000000000019';
const adm = { CARDWRIGHT_ADM1: '12345678' };

function valuesFile(values = gatewayValues): string {
  const file = join(temporaryFolder(), 'order.json');
  writeFileSync(file, JSON.stringify(values));
  return file;
}

/** The arguments of an apply without a question. */
const applyArgs = ({ reader }: Bench, profile: string, card: string) => [
  'apply',
  '-p',
  profile,
  '--values',
  valuesFile(),
  '-r',
  reader.name,
  '--yes',
  '--iccid',
  card,
];

const verified = (receipt: ReceiptDoc) =>
  receipt.result === 'verified' && receipt.done.every(({ state }) => state === 'done');

test('the main job: plan, apply, verify, receipt, and back again by a wipe', async () => {
  const made = bench();
  const { cli, insert, image, reader } = made;
  await insert('usim-prepersonalised');
  const before = contentsOf(readImage(image));
  const values = valuesFile();
  const desired = ['-p', 'access-network', '--values', values];

  const wrong = await cli.json(verificationDoc, ['verify', ...desired], { code: 6 });
  expect(wrong.verified).toBe(false);

  const plan = await cli.json(planDoc, ['plan', ...desired]);
  expect(plan).toMatchObject({
    kind: 'provision',
    state: 'ready',
    iccid,
    profile: { id: 'access-network@1.0.0' },
    blockers: [],
    keys: [{ name: 'ADM1', triesLeft: 3, stored: false }],
  });
  expect(plan.steps.at(-2)?.file).toBe('EF_1M2MST');
  expect(contentsOf(readImage(image))).toEqual(before);

  const apply = ['apply', plan.id, '--yes', '--iccid', iccid];
  const receipt = await cli.json(receiptDoc, apply, { env: adm });
  expect(receipt).toMatchObject({ number: 1, reader: reader.name, simulated: false, planId: plan.id });
  expect(verified(receipt), receipt.result).toBe(true);
  const after = contentsOf(readImage(image));
  expect(after['a0000000871002ff49ff058903000001/5f50/6f02']).toMatch(/^80087375622d30303031(ff)*$/);
  expect(after['a0000000871002ff49ff058903000001/5f50/6f0a']).toBe('3f');
  expect(triesLeft(readImage(image))).toBe(3);

  const right = await cli.json(verificationDoc, ['verify', ...desired]);
  expect(right).toMatchObject({ verified: true, iccid });
  const again = await cli.json(planDoc, ['plan', ...desired]);
  expect(again).toMatchObject({ state: 'nothing-to-do', steps: [] });
  await expect(cli.refused(apply, 2, adm)).resolves.toMatchObject({ code: 'plan.not-ready' });

  const wipe = ['wipe', '-r', reader.name, '--yes', '--iccid', iccid];
  expect(verified(await cli.json(receiptDoc, wipe, { env: adm }))).toBe(true);
  expect(contentsOf(readImage(image))).toEqual(before);

  const list = await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list']);
  expect(list).toMatchObject([
    { number: 2, kind: 'wipe' },
    { number: 1, kind: 'provision', result: 'verified' },
  ]);
  expect(await cli.json(receiptDoc, ['receipt', 'show', '1'])).toEqual(receipt);
  expect(await cli.json(receiptDoc, ['receipt', 'show', receipt.id])).toEqual(receipt);
  expect(await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list', '--iccid', '8944'])).toEqual([]);
  expect(await cli.json(chainCheckDoc, ['receipt', 'verify'])).toEqual({ intact: true, checked: 2 });
  const audit = await cli.json(z.array(auditDoc), ['audit']);
  expect(audit.filter(({ action, outcome }) => action === 'plan.apply' && outcome === 'done')).toHaveLength(
    2,
  );
});

test('what a person reads', async () => {
  const made = bench();
  await made.insert('usim-prepersonalised');
  const { cli } = made;
  const plan = await cli(['plan', '-p', 'access-network', '--values', valuesFile()]);
  for (const part of ['8900 1010 0000 0000 019', 'not assigned → sub-0001', 'needs ADM1', '12 changes'])
    expect(plan.stdout).toContain(part);
  const applied = await cli(applyArgs(made, 'access-network', iccid), adm);
  expect(applied.code, applied.stderr).toBe(0);
  expect(applied.stderr).toContain('12 changes');
  expect(applied.stdout).toContain('✓ verified');
  expect(applied.stdout).toContain('Verified: 23 contents are as they should be.');
  const nothing = await cli(applyArgs(made, 'access-network', iccid), adm);
  expect(nothing.code).toBe(0);
  expect(nothing.stdout).toContain('Nothing to do');
  expect((await cli(['receipt', 'list'])).stdout).toContain('✓ verified');
  expect((await cli(['receipt', 'show', '1'])).stdout).toContain('EF_M2MAE-ID record 2');
  expect((await cli(['receipt', 'verify'])).stdout).toContain('fit together');
});

describe('every shipped profile', () => {
  test.each([
    ['access-network', 'usim-prepersonalised', iccid, '12345678', '5f50'],
    ['access-network-create', 'usim-blank', '8900101000000000035', '12345678', '5f60'],
    ['access-network-create', 'usim-prepersonalised', iccid, '12345678', '5f60'],
    ['standalone', 'standalone-1m2msm', '8900101000000000027', '87654321', ''],
    ['standalone-create', 'standalone-blank', '8900101000000000043', '87654321', ''],
  ])('%s on %s', async (profile, seed, card, key, directory) => {
    const made = bench();
    const { cli, insert, image } = made;
    await insert(seed);
    const env = { CARDWRIGHT_ADM1: key };
    const receipt = await cli.json(receiptDoc, applyArgs(made, profile, card), { env });
    expect(verified(receipt), JSON.stringify(receipt.error)).toBe(true);
    const mst = Object.entries(contentsOf(readImage(image))).find(
      ([path]) => path.includes(directory) && path.endsWith('/6f0a'),
    );
    expect(mst?.[1]).toBe('3f');
    const { code } = await cli(['card', 'health']);
    expect(code).toBe(0);
  });

  test('one of several directories has to be named', async () => {
    const made = bench();
    const { cli, insert, image, reader } = made;
    await insert('two-modules');
    const desired = ['-p', 'access-network', '--values', valuesFile(), '-r', reader.name];
    const undecided = await cli.json(planDoc, ['plan', ...desired], { code: 2 });
    expect(undecided.blockers).toMatchObject([
      { code: 'target.ambiguous', what: expect.stringMatching(/5F50, .*5F51/) },
    ]);
    const target = 'a0000000871002ff49ff058903000001/5F51';
    const receipt = await cli.json(
      receiptDoc,
      ['apply', ...desired, '--target', target, '--yes', '--iccid', '8900101000000000068'],
      { env: { CARDWRIGHT_ADM1: 'hex:0102030405060708' } },
    );
    expect(verified(receipt)).toBe(true);
    const contents = contentsOf(readImage(image));
    expect(contents['a0000000871002ff49ff058903000001/5f51/6f0a']).toBe('3f');
    expect(contents['a0000000871002ff49ff058903000001/5f50/6f0a']).toBe('00');
  });
});

describe('values', () => {
  test('by hand, a list by repetition', async () => {
    const { cli, insert } = bench();
    await insert('usim-prepersonalised');
    const plan = await cli.json(planDoc, [
      'plan',
      '-p',
      'access-network',
      '--set',
      'subscription-id=sub-7',
      'service-provider-id=//sp.example.com',
      'ae-ids=S1',
      'ae-ids=S2',
    ]);
    expect(plan.values).toMatchObject({ 'subscription-id': 'sub-7', 'ae-ids': ['S1', 'S2'] });
  });

  test('by the row of a CSV that has the ICCID of the card', async () => {
    const { cli, insert } = bench();
    await insert('usim-prepersonalised');
    const csv = join(temporaryFolder(), 'orders.csv');
    writeFileSync(
      csv,
      [
        'iccid,subscription-id,service-provider-id,ae-ids',
        '8900101000000000027,sub-0002,//sp.example.com,S9',
        `${iccid},sub-0001,//sp.example.com,S0190-sensor S0190-meter`,
      ].join('\r\n'),
    );
    const plan = await cli.json(planDoc, ['plan', '-p', 'access-network', '--csv', csv]);
    expect(plan.values).toMatchObject({ 'subscription-id': 'sub-0001' });
  });
});
