import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { planDoc, type RouteName } from '../../main/contract/plan.ts';
import { chainCheckDoc, receiptDoc } from '../../main/contract/receipt.ts';
import { issuerSet, otaSet, remoteIccid, remoteImage } from '../../main/jobs/testing/remote-keys.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import { contentsOf, readImage, triesLeft } from '../support/card-image.ts';
import { type Cli, cliOf } from '../support/cli.ts';
import { insertLabCard } from '../support/lab-card.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { imageFile, importKeys, orderFile, secretFile, unlocked } from './routes.ts';

let pcscd: Pcscd;
beforeAll(async () => {
  pcscd = await startPcscd(1);
});
afterAll(() => pcscd.dispose());

const adm = { CARDWRIGHT_ADM1: '12345678' };
const desired = () => ['-p', 'access-network', '--values', orderFile()];
const confirmed = ['--yes', '--iccid', remoteIccid];
const inReader = () => ['-r', pcscd.readers[0]!.name];

/** A new station with these key sets. */
async function stationWith(...sets: readonly object[]): Promise<Cli> {
  const cli = cliOf(temporaryFolder(), pcscd.env);
  if (sets.length > 0) await importKeys(cli, ...sets);
  return cli;
}

/** A fresh card in the reader; the file that keeps it. */
async function insert(image: CardImage = remoteImage()) {
  const file = imageFile(image);
  const card = await insertLabCard({ reader: pcscd.readers[0]!, seed: 'ota-keys', image: file });
  return { file, remove: card.remove };
}

/** The nine files of the DF_1M2M and EF_DIR. */
function nineFiles(image: CardImage): Readonly<Record<string, string>> {
  const wanted = /\/5f50\/6f0[2-9a]$|^MF\/2f00$/;
  return Object.fromEntries(Object.entries(contentsOf(image)).filter(([path]) => wanted.test(path)));
}

test('one profile on fresh cards by ADM, SCP80, SCP03 and SCP02: the same bytes', {
  timeout: 240_000,
}, async () => {
  const cli = await stationWith(otaSet, issuerSet('scp03'), issuerSet('scp02'));
  const untouched = nineFiles(remoteImage());
  const written: Record<string, string>[] = [];
  const ways: readonly (readonly [RouteName, string | undefined, NodeJS.ProcessEnv])[] = [
    ['plain', undefined, adm],
    ['scp80', 'OTA 2', unlocked],
    ['scp03', 'SCP03 48', unlocked],
    ['scp02', 'SCP02 32', unlocked],
  ];
  for (const [route, keySet, env] of ways) {
    const { file, remove } = await insert();
    const plan = await cli.json(planDoc, ['plan', ...desired(), '--route', route], {
      env: { ...unlocked, ...env },
    });
    expect(plan, route).toMatchObject({ state: 'ready', route });
    const receipt = await cli.json(receiptDoc, ['apply', plan.id, ...confirmed], { env });
    expect(receipt, route).toMatchObject({ result: 'verified', route, simulated: false });
    expect([receipt.keySet, receipt.envelopes]).toEqual([keySet, plan.routes?.[0]?.envelopes]);
    await remove();
    const image = readImage(file);
    expect(triesLeft(image)).toBe(3);
    written.push({ ...nineFiles(image) });
  }
  expect(Object.keys(untouched)).toHaveLength(10);
  for (const files of written) expect(files).toEqual(written[0]);
  for (const [path, before] of Object.entries(untouched)) expect(written[0]?.[path], path).not.toBe(before);
  expect(await cli.json(chainCheckDoc, ['receipt', 'verify'])).toEqual({ intact: true, checked: 4 });
  // No key in anything that was printed.
  const printed = cli.transcript.join('\n').toLowerCase();
  for (const set of [otaSet, issuerSet('scp03'), issuerSet('scp02')])
    for (const key of Object.values(set))
      if (typeof key === 'string' && key.length === 32) expect(printed).not.toContain(key);
});

test('the best route is taken by itself, and what a person reads says why', {
  timeout: 120_000,
}, async () => {
  const cli = await stationWith(otaSet, issuerSet('scp03'));
  await insert();
  const plan = await cli(['plan', ...desired()], unlocked);
  expect(plan.stdout).toContain('SCP03 with “SCP03 48”: The card has these keys, and asks for no other.');
  expect(plan.stdout).toMatch(/✓ {2}SCP80 with “OTA 2” +5 ENVELOPEs, 580 bytes/);
  expect(plan.stdout).toMatch(/✓ {2}plain commands +needs ADM1/);
  expect(plan.stdout).not.toContain('needs ADM1\n      ');
  const applied = await cli(
    ['apply', ...desired(), ...inReader(), ...confirmed, '--key-set', 'ota 2'],
    unlocked,
  );
  expect(applied.code, applied.stderr).toBe(0);
  expect(applied.stdout).toContain('SCP80 with “OTA 2”');
  expect(applied.stdout).toContain('5 of them ENVELOPE');
  expect(await cli.json(planDoc, ['plan', ...desired()])).toMatchObject({
    state: 'nothing-to-do',
    routes: [],
  });
  const wiped = await cli.json(receiptDoc, ['wipe', ...inReader(), '--route', 'scp03', ...confirmed], {
    env: unlocked,
  });
  expect(wiped).toMatchObject({ kind: 'wipe', result: 'verified', route: 'scp03' });
  // Without the passphrase nobody knows whether the card has the keys.
  const locked = await cli.json(planDoc, ['plan', ...desired()]);
  expect(locked).toMatchObject({ route: 'plain', routes: [{}, { problem: { code: 'vault.locked' } }, {}] });
});

/** The security domain’s key sets but for what has not been used. */
const domainOf = ({ securityDomain }: CardImage): string =>
  JSON.stringify(securityDomain?.keySets.map(({ tries, sequenceCounter }) => [tries, sequenceCounter]));

test('what closes a route is said when the plan is made, and no try is used', {
  timeout: 240_000,
}, async () => {
  const wrong = '3132333435363738393a3b3c3d3e3f30';
  const cases: readonly (readonly [RouteName, object, string])[] = [
    ['scp03', { ...issuerSet('scp03'), mac: wrong }, 'channel.card-cryptogram'],
    ['scp02', { ...issuerSet('scp02'), version: 48 }, 'channel.protocol'],
    ['scp03', { ...issuerSet('scp03'), version: 49 }, 'channel.no-key-set'],
    ['scp80', { ...otaSet, buffer: 60 }, 'ota.buffer-too-small'],
    ['scp80', { ...otaSet, applications: [] }, 'ota.tar-missing'],
    ['scp80', { ...otaSet, counter: 0xff_ffff_fffe }, 'scp80.counter-exhausted'],
  ];
  const { file } = await insert();
  for (const [route, set, reason] of cases) {
    const cli = await stationWith(set);
    const named = await cli.refused(['plan', ...desired(), '--route', route], 2, unlocked);
    expect(named, reason).toMatchObject({ code: 'route.unusable', details: { reason } });
    const plan = await cli.json(planDoc, ['plan', ...desired()], { env: unlocked });
    expect(plan, reason).toMatchObject({ state: 'ready', route: 'plain' });
    expect(plan.routes?.[1]?.problem).toMatchObject({ code: reason, hint: expect.stringMatching(/./) });
  }
  const unknown = await (await stationWith()).refused(['plan', ...desired(), '--key-set', 'OTA 9'], 2);
  expect(unknown.code).toBe('route.key-set');
  expect(domainOf(readImage(file))).toBe(domainOf(remoteImage()));
});

test('what only the card can refuse: the plan stops with its meaning, nothing is written, nothing is lost', {
  timeout: 240_000,
}, async () => {
  const wrong = '3132333435363738393a3b3c3d3e3f30';
  const noTar = [
    { tar: 'b000ff', manages: 'files' },
    { tar: 'b000ff', aid: 'a0000000871002', manages: 'files' },
  ];
  const used = (image: CardImage): CardImage => ({
    ...image,
    ...(image.ota && {
      ota: { ...image.ota, keySets: image.ota.keySets.map((set) => ({ ...set, counter: 9 })) },
    }),
  });
  const blocked = (image: CardImage): CardImage => ({
    ...image,
    ...(image.ota && {
      ota: { ...image.ota, keySets: image.ota.keySets.map((set) => ({ ...set, counter: 0xff_ffff_ffff })) },
    }),
  });
  const cases: readonly (readonly [string, object, string, number, (image: CardImage) => CardImage])[] = [
    ['a wrong key', { ...otaSet, kid: wrong, spi: '1601' }, 'ota.checksum-refused', 5, (image) => image],
    ['a counter that was used', otaSet, 'ota.counter-low', 4, used],
    ['a counter too high', { ...otaSet, counter: 7, spi: '1e19' }, 'ota.counter-high', 4, (image) => image],
    ['a counter at its maximum', otaSet, 'ota.counter-blocked', 5, blocked],
    ['an unknown TAR', { ...otaSet, applications: noTar }, 'ota.tar-unknown', 4, (image) => image],
    ['too low a level', { ...otaSet, spi: '1001' }, 'ota.security-level', 5, (image) => image],
    [
      'a buffer smaller than it was said',
      { ...otaSet, buffer: 4000 },
      'ota.buffer-exceeded',
      4,
      (image) => ({ ...image, ...(image.ota && { ota: { ...image.ota, buffer: 100 } }) }),
    ],
  ];
  for (const [what, set, reason, exit, change] of cases) {
    const start = change(remoteImage());
    const { file, remove } = await insert(start);
    const cli = await stationWith(set);
    const receipt = await cli.json(
      receiptDoc,
      ['apply', ...desired(), ...inReader(), '--route', 'scp80', ...confirmed],
      {
        env: unlocked,
        code: exit,
      },
    );
    expect(receipt, what).toMatchObject({ result: 'stopped', error: { code: reason }, keySet: 'OTA 2' });
    expect(receipt.error?.hint, what).toMatch(/\w/);
    expect(
      receipt.done.map(({ state }) => state),
      what,
    ).not.toContain('unknown');
    await remove();
    expect(contentsOf(readImage(file)), what).toEqual(contentsOf(start));
    const [counter] = await cli.json(
      z.object({ sets: z.array(z.object({ counter: z.number().optional() })) }).transform(({ sets }) => sets),
      ['keys', 'list', '--iccid', remoteIccid],
    );
    // The packet that was refused has cost its counter.
    if (what !== 'too low a level') expect(counter?.counter, what).toBeGreaterThan(0);
  }
});

test('a key file for a key that the route does not present is refused before anything is asked or written', {
  timeout: 60_000,
}, async () => {
  const cli = await stationWith(issuerSet('scp03'));
  const { file, remove } = await insert();
  const before = nineFiles(readImage(file));
  const keyFile = ['--key-file', `ADM1=${secretFile('12345678')}`];
  const ended = await cli(['apply', ...desired(), ...inReader(), ...confirmed, ...keyFile], unlocked);
  expect(ended.code).not.toBe(0);
  expect(ended.stderr).toContain('not presented on the route');
  const plain = ['--route', 'plain', ...confirmed, ...keyFile];
  const receipt = await cli.json(receiptDoc, ['apply', ...desired(), ...inReader(), ...plain], {
    env: unlocked,
  });
  expect(receipt).toMatchObject({ result: 'verified', route: 'plain' });
  await remove();
  expect(nineFiles(readImage(file))).not.toEqual(before);
});
