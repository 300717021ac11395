import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { planDoc } from '../../main/contract/plan.ts';
import { receiptDoc } from '../../main/contract/receipt.ts';
import { readImage, triesLeft } from '../support/card-image.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Bench, useBenches } from './bench.ts';

const bench = useBenches();
const iccid = '8900101000000000019';
const passphrase = { CARDWRIGHT_PASSPHRASE: 'seven green apples fall' };
/** A key that stands in no file of a card, so that it can be looked for. */
const key = '73918264';

/** The card of the seed with {@link key} as its ADM1. */
function seedWithKey(): string {
  const file = join(temporaryFolder(), 'card.yaml');
  writeFileSync(
    file,
    `title: Card of a test\ndescription: A key of its own.\nextends: usim-prepersonalised\nkeys:\n  ADM1: { value: '${key}' }\n`,
  );
  return file;
}

function secretFile(text: string): string {
  const file = join(temporaryFolder(), 'secret');
  writeFileSync(file, `${text}\n`);
  chmodSync(file, 0o600);
  return file;
}

const apply = ({ reader }: Bench, subscription: string, ...more: string[]) => [
  'apply',
  '-p',
  'access-network',
  '--set',
  `subscription-id=${subscription}`,
  'service-provider-id=//sp.example.com',
  '-r',
  reader.name,
  '--yes',
  '--iccid',
  iccid,
  ...more,
];

/** All that the station keeps and all that the commands printed, as text that is searched byte by byte. */
function everything({ cli, folder }: Bench): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  return [...files, ...cli.transcript].join('\n');
}

function expectNoSecret(made: Bench, ...secrets: readonly string[]): void {
  const text = everything(made).toLowerCase();
  for (const secret of secrets)
    for (const form of [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')])
      expect(text.includes(form.toLowerCase()), 'a secret was kept or printed').toBe(false);
}

test('from a file, and from a file that others may read with a warning', async () => {
  const made = bench();
  const { cli, insert } = made;
  await insert(seedWithKey());
  const file = secretFile(key);
  const receipt = await cli.json(receiptDoc, apply(made, 'sub-1', '--key-file', `ADM1=${file}`));
  expect(receipt.result).toBe('verified');
  chmodSync(file, 0o644);
  const { code, stderr } = await cli(apply(made, 'sub-2', '--key-file', `ADM1=${file}`));
  expect(code).toBe(0);
  expect(stderr).toContain('chmod 600');
  const traced = await cli(['--trace', ...apply(made, 'sub-3', '--key-file', `ADM1=${file}`)]);
  expect(traced.stderr).toContain('VERIFY');
  expectNoSecret(made, key);
});

test('kept in the vault after the card has taken it, used from there, and forgotten', async () => {
  const made = bench();
  const { cli, insert } = made;
  await insert(seedWithKey());
  const env = { CARDWRIGHT_ADM1: key, ...passphrase };
  await cli.json(receiptDoc, apply(made, 'sub-1', '--remember'), { env });
  const plan = await cli.json(planDoc, [
    'plan',
    '-p',
    'access-network',
    '--set',
    'subscription-id=sub-2',
    'service-provider-id=//sp.example.com',
  ]);
  expect(plan.keys).toMatchObject([{ name: 'ADM1', stored: true }]);
  const stored = await cli.json(receiptDoc, apply(made, 'sub-2'), { env: passphrase });
  expect(stored.result).toBe('verified');
  const locked = await cli.refused(apply(made, 'sub-3'), 8, { CARDWRIGHT_PASSPHRASE: 'seven red apples' });
  expect(locked.kind).toBe('store');
  await cli.json(z.unknown(), ['key', 'forget', '--iccid', iccid], { env: passphrase });
  await expect(cli.refused(apply(made, 'sub-3'), 2)).resolves.toMatchObject({ code: 'secret.none' });
  expectNoSecret(made, key, passphrase.CARDWRIGHT_PASSPHRASE, 'seven red apples');
});

test('put into the vault beforehand, by file', async () => {
  const made = bench();
  const { cli, insert } = made;
  await insert(seedWithKey());
  const put = ['key', 'put', '--iccid', iccid, '--file', secretFile(key)];
  await cli.json(z.unknown(), [...put, '--passphrase-file', secretFile(passphrase.CARDWRIGHT_PASSPHRASE)]);
  const receipt = await cli.json(receiptDoc, apply(made, 'sub-1'), { env: passphrase });
  expect(receipt.result).toBe('verified');
  expectNoSecret(made, key, passphrase.CARDWRIGHT_PASSPHRASE);
});

test('a wrong one costs one try, is never kept, and stops the job', async () => {
  const made = bench();
  const { cli, insert, image } = made;
  await insert(seedWithKey());
  const wrong = '90817263';
  const env = { CARDWRIGHT_ADM1: wrong, ...passphrase };
  const receipt = await cli.json(receiptDoc, apply(made, 'sub-1', '--remember'), { code: 5, env });
  expect(receipt).toMatchObject({ result: 'stopped', error: { code: 'pin.wrong', kind: 'access' } });
  expect(receipt.done.every(({ state }) => state === 'skipped')).toBe(true);
  expect(`${receipt.error?.what} ${receipt.error?.meaning}`).toMatch(/2 tries/);
  expect(triesLeft(readImage(image))).toBe(2);
  const text = await cli(apply(made, 'sub-1'), { CARDWRIGHT_ADM1: wrong });
  expect(text.code).toBe(5);
  expect(text.stdout + text.stderr).toMatch(/1 try|one try/i);
  expect(triesLeft(readImage(image))).toBe(1);
  // Cardwright itself does not use the last one.
  const refused = await cli.refused(apply(made, 'sub-1'), 5, { CARDWRIGHT_ADM1: wrong });
  expect(refused.code).toBe('pin.last-try');
  expect(triesLeft(readImage(image))).toBe(1);
  expectNoSecret(made, wrong);
});

test('with one try left it is presented only when that is said; the right one brings the tries back', async () => {
  const made = bench();
  const { cli, insert, image, reader } = made;
  await insert('adm-one-try');
  const args = [
    'apply',
    '-p',
    'access-network',
    '--set',
    'subscription-id=sub-1',
    'service-provider-id=//sp.example.com',
    '-r',
    reader.name,
    '--yes',
    '--iccid',
    '8900101000000000100',
  ];
  const env = { CARDWRIGHT_ADM1: '12345678' };
  await expect(cli.refused(args, 5, env)).resolves.toMatchObject({ code: 'pin.last-try' });
  expect(triesLeft(readImage(image))).toBe(1);
  const receipt = await cli.json(receiptDoc, [...args, '--last-try', 'ADM1'], { env });
  expect(receipt.result).toBe('verified');
  expect(triesLeft(readImage(image))).toBe(3);
});

test('a blocked one makes the plan impossible, and nothing is presented', async () => {
  const { cli, insert, image, reader } = bench();
  await insert('adm-blocked');
  const desired = [
    '-p',
    'access-network',
    '--set',
    'subscription-id=sub-1',
    'service-provider-id=//sp.example.com',
    '-r',
    reader.name,
  ];
  const plan = await cli.json(planDoc, ['plan', ...desired], { code: 5 });
  expect(plan.state).toBe('blocked');
  expect(plan.blockers).toMatchObject([
    { kind: 'access', what: expect.stringContaining('ADM1'), hint: expect.stringMatching(/./) },
  ]);
  const before = readImage(image);
  const apply = ['apply', ...desired, '--yes', '--iccid', plan.iccid];
  await cli.json(planDoc, apply, { code: 5, env: { CARDWRIGHT_ADM1: '12345678' } });
  expect(readImage(image).keys).toEqual(before.keys);
  expect(readImage(image).files).toEqual(before.files);
});

test('never as an argument, and not without saying which card', async () => {
  const made = bench();
  const { cli, insert, reader } = made;
  await insert(seedWithKey());
  const env = { CARDWRIGHT_ADM1: key };
  const desired = [
    '-p',
    'access-network',
    '--set',
    'subscription-id=s',
    'service-provider-id=//sp.example.com',
  ];
  const noReader = await cli.refused(['apply', ...desired, '--yes', '--iccid', iccid], 2, env);
  expect(noReader.code).toBe('reader.choose');
  const noCard = await cli.refused(['apply', ...desired, '-r', reader.name, '--yes'], 2, env);
  expect(noCard).toMatchObject({ code: 'card.which', hint: expect.stringContaining(iccid) });
  const unconfirmed = await cli.refused(['apply', ...desired, '-r', reader.name], 2, env);
  expect(unconfirmed.code).toBe('card.unconfirmed');
  const other = ['apply', ...desired, '-r', reader.name, '--yes', '--iccid', '8900101000000000027'];
  await expect(cli.refused(other, 2, env)).resolves.toMatchObject({ code: 'card.other' });
  const { stdout } = await cli(['apply', '--help']);
  expect(stdout).not.toMatch(/--(adm|key|pin) /);
  expect(stdout).toContain('Example');
});
