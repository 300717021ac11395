import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { healthDoc } from '../../main/contract/card.ts';
import { planDoc } from '../../main/contract/plan.ts';
import { auditDoc, chainCheckDoc, receiptDoc, receiptSummaryDoc } from '../../main/contract/receipt.ts';
import { contentsOf, readImage, triesLeft } from '../support/card-image.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { useBenches } from './bench.ts';
import { gatewayValues } from './gateway-values.ts';

const bench = useBenches();
const iccid = '8900101000000000019';
const env = { CARDWRIGHT_ADM1: '12345678' };

function file(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

const values = () => ['--values', file('order.json', JSON.stringify(gatewayValues))];
const minimal = ['--set', 'subscription-id=sub-0001', 'service-provider-id=//sp.example.com'];

describe('a torn card', () => {
  test('is said to be interrupted, and a second apply rolls it forward', async () => {
    const { cli, insert, image, reader } = bench();
    const torn = await insert('usim-prepersonalised', { faults: ['power-loss-after:110'] });
    const args = ['apply', '-p', 'access-network', ...values(), '-r', reader.name, '--yes', '--iccid', iccid];
    const first = await cli.json(receiptDoc, args, { code: 7, env });
    expect(first).toMatchObject({ number: 1, result: 'interrupted', error: { kind: 'interrupted' } });
    expect(first.error?.meaning).toMatch(/of 12/);
    const states = first.done.map(({ state }) => state);
    expect(states).toContain('done');
    expect(states).toContain('skipped');
    await torn.remove();

    await insert('usim-prepersonalised');
    const plan = await cli.json(planDoc, ['plan', '-p', 'access-network', ...values()]);
    expect(plan.continues).toBe(first.planId);
    expect(plan.steps.length).toBeLessThan(first.done.length);
    const second = await cli.json(receiptDoc, args, { env });
    expect(second).toMatchObject({ number: 2, result: 'verified' });
    expect(await cli.json(chainCheckDoc, ['receipt', 'verify'])).toEqual({ intact: true, checked: 2 });
    expect((await cli.json(healthDoc, ['card', 'health'])).word).toBe('good');
    expect(contentsOf(readImage(image))['a0000000871002ff49ff058903000001/5f50/6f0a']).toBe('3f');
    expect(triesLeft(readImage(image))).toBe(3);
    const text = await cli(['receipt', 'show', '1']);
    expect(text.stdout).toContain('✗ interrupted');
  });

  test('torn while it is only read: nothing is lost, no receipt', async () => {
    const { cli, insert, reader } = bench();
    await insert('usim-prepersonalised', { faults: ['power-loss-before:20'] });
    const args = ['plan', '-p', 'access-network', ...minimal, '-r', reader.name];
    const error = await cli.refused(args, 4);
    expect(error).toMatchObject({ kind: 'card', hint: expect.stringMatching(/./) });
    expect(await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list'])).toEqual([]);
  });
});

test('a card that was swapped after the plan is not written to', async () => {
  const { cli, insert, reader, image } = bench();
  const first = await insert('usim-prepersonalised');
  const plan = await cli.json(planDoc, ['plan', '-p', 'access-network', ...minimal]);
  await first.remove();
  const other = `${image}.other`;
  await insert('t1-card', { image: other });
  const before = readImage(other).files;
  const error = await cli.refused(['apply', plan.id, '--yes', '--iccid', iccid], 4, env);
  expect(error).toMatchObject({ code: 'card.swapped', hint: expect.stringMatching(/./) });
  expect(error.meaning).toMatch(/[Nn]othing/);
  expect(readImage(other).files).toEqual(before);
  expect(triesLeft(readImage(other))).toBe(3);
  expect(await cli.json(z.array(receiptSummaryDoc), ['receipt', 'list'])).toEqual([]);
  const audit = await cli.json(z.array(auditDoc), ['audit']);
  expect(audit).toContainEqual(expect.objectContaining({ action: 'plan.apply', outcome: 'failed' }));
  expect(reader.name).toBe(plan.reader);
});

test('a payment card, a mute card and a card without the files cannot be planned for', async () => {
  const { cli, insert, reader, image } = bench();
  const args = ['plan', '-p', 'access-network', ...minimal, '-r', reader.name];
  const bank = await insert('bank-card');
  const { code, stdout } = await cli(['--json', ...args]);
  expect(code, stdout).toBe(4);
  expect(stdout).toMatch(/"hint": "./);
  await bank.remove();
  const mute = await insert('mute', { state: 'mute', image: `${image}.mute` });
  await expect(cli.refused(args, 4)).resolves.toMatchObject({ code: 'card.mute' });
  await mute.remove();
  await insert('no-onem2m', { image: `${image}.none` });
  const plan = await cli.json(planDoc, args, { code: 4 });
  expect(plan.blockers).toMatchObject([
    { code: 'target.absent', clause: expect.stringContaining('TS-0003') },
  ]);
  const create = await cli.json(
    planDoc,
    ['plan', '-p', 'access-network-create', ...minimal, '-r', reader.name],
    { code: 5 },
  );
  expect(create.blockers[0]).toMatchObject({ kind: 'access', hint: expect.stringMatching(/./) });
});

test('a full card: the plan says what it lacks, and nothing is begun', async () => {
  const { cli, insert, reader, image } = bench();
  await insert('small-memory');
  const args = [
    'apply',
    '-p',
    'access-network-create',
    ...values(),
    '-r',
    reader.name,
    '--yes',
    '--iccid',
    '8900101000000000076',
  ];
  const before = readImage(image).files;
  const plan = await cli.json(planDoc, args, { code: 4, env });
  expect(plan).toMatchObject({ state: 'blocked', blockers: [{ code: 'card.full', kind: 'card' }] });
  expect(plan.blockers[0]?.what).toMatch(/need \d+ bytes and the card has \d+ left/);
  expect(readImage(image).files).toEqual(before);
  expect(await cli.json(chainCheckDoc, ['receipt', 'verify'])).toEqual({ intact: true, checked: 0 });
});

describe('values', () => {
  test('too long for their file', async () => {
    const { cli, insert, reader } = bench();
    await insert('usim-prepersonalised');
    const args = [
      'plan',
      '-p',
      'access-network',
      '-r',
      reader.name,
      '--set',
      `subscription-id=${'x'.repeat(63)}`,
      'service-provider-id=//sp.example.com',
    ];
    const plan = await cli.json(planDoc, args, { code: 2 });
    expect(plan.blockers).toMatchObject([
      { kind: 'input', what: expect.stringContaining('EF_1M2MSID'), hint: expect.stringMatching(/./) },
    ]);
  });

  test('missing, unknown, malformed', async () => {
    const { cli, insert } = bench();
    await insert('usim-prepersonalised');
    const plan = (...set: string[]) => ['plan', '-p', 'access-network', '--set', ...set];
    for (const args of [
      plan('subscription-id=sub-0001'),
      plan('subscription-id=a', 'service-provider-id=//sp.example.com', 'colour=blue'),
      plan('subscription-id=a', 'service-provider-id=not an fqdn'),
    ]) {
      const { code, stdout } = await cli(['--json', ...args]);
      expect(code, stdout).toBe(2);
      expect(stdout).toMatch(/"hint": "./);
    }
    const { code, stderr } = await cli(['plan', '-p', 'access-network', '--set', 'nonsense']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--set name=value')]);
  });

  test('a CSV that is not UTF-8, has no row for the card, or a wrong value', async () => {
    const { cli, insert } = bench();
    await insert('usim-prepersonalised');
    const plan = (csv: string) => ['plan', '-p', 'access-network', '--csv', csv];
    const latin1 = Buffer.from(
      `iccid,subscription-id,service-provider-id\n${iccid},Käfer,//sp.example.com`,
      'latin1',
    );
    await expect(cli.refused(plan(file('a.csv', latin1)), 2)).resolves.toMatchObject({
      code: 'file.not-utf8',
      hint: expect.stringContaining('UTF-8'),
    });
    const other = `iccid,subscription-id,service-provider-id\n8900101000000000027,sub,//sp.example.com\n`;
    await expect(cli.refused(plan(file('b.csv', other)), 2)).resolves.toMatchObject({
      code: 'values.no-row',
    });
    const wrong = `iccid,subscription-id,service-provider-id\n${iccid},,//sp.example.com\n`;
    await expect(cli.refused(plan(file('c.csv', wrong)), 2)).resolves.toMatchObject({
      what: expect.stringContaining('Line 2'),
    });
    await expect(cli.refused(plan(join(file('d', ''), 'none')), 2)).resolves.toMatchObject({
      code: 'file.unreadable',
    });
  });
});

test('wrong command lines: exit code 2 and how it is used', async () => {
  const { cli } = bench();
  for (const args of [
    ['nonsense'],
    ['plan'],
    ['card', 'read', '--colour'],
    ['lab', 'card', '--fault', 'x'],
  ]) {
    const { code, stderr } = await cli(args);
    expect([args, code]).toEqual([args, 2]);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toBe('');
  }
  const { code, stdout } = await cli(['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('Exit codes:');
});
