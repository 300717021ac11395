import { expect, test } from 'vitest';
import * as z from 'zod';
import { gpInfoDoc, gpItemDoc, gpPlanDoc, gpResultDoc } from '../../main/contract/globalplatform.ts';
import { importDoc, keyCheckDoc } from '../../main/contract/keys.ts';
import { capArchive } from '../../main/procedures/testing/cap-archive.ts';
import { readImage } from '../support/card-image.ts';
import { useBenches } from './bench.ts';
import {
  expectNoKeys,
  importIssuerKeys,
  issuerIccid,
  issuerScp03,
  keysOn,
  passphrase,
  privateFile,
  triesOn,
} from './gp-station.ts';

const bench = useBenches();
const env = passphrase;
const sure = ['--yes', '--iccid', issuerIccid];
const typedKeys = {
  CARDWRIGHT_ENC: issuerScp03.enc,
  CARDWRIGHT_MAC: issuerScp03.mac,
  CARDWRIGHT_DEK: issuerScp03.dek,
};
const items = z.array(gpItemDoc);
const applet = 'd276000118000201';
const pack = 'd2760001180002';

test('a card is looked at without keys, and with those of the station', async () => {
  const { cli, reader, insert } = bench();
  await insert('issuer-keys');
  const info = await cli.json(gpInfoDoc, ['gp', 'info', '-r', reader.name]);
  expect(info).toMatchObject({ iccid: issuerIccid, aid: 'a000000151000000', sets: [] });
  const bare = await cli.refused(['gp', 'list', '-r', reader.name], 2);
  expect(bare).toMatchObject({ code: 'gp.which-keys', hint: expect.stringContaining('keys import') });

  await importIssuerKeys(cli);
  const known = await cli.json(gpInfoDoc, ['gp', 'keys', '-r', reader.name]);
  expect(known.sets).toMatchObject([{ name: 'SCP03 48', onCard: true }]);
  // The only stored set whose version the card has needs not be named.
  const listed = await cli.json(items, ['gp', 'list', '-r', reader.name], { env });
  expect(listed).toMatchObject([{ kind: 'issuer-domain', lifeCycle: { word: 'SECURED' } }]);
  const text = await cli(['gp', 'info', '-r', reader.name]);
  expect(text.stdout).toContain('SCP03 i=70');
});

test('an application comes, changes its state and goes; each change is shown first', async () => {
  const { cli, reader, image, insert } = bench();
  await insert('issuer-keys');
  await importIssuerKeys(cli);
  const cap = privateFile('applet.cap', capArchive());
  const on = ['-r', reader.name];

  const shown = await cli.json(gpPlanDoc, ['gp', 'install', cap, '--plan-only', ...on], { env });
  expect(shown.changes.map(({ after }) => after)).toEqual([
    expect.stringMatching(/^version 1.0/),
    'SELECTABLE',
  ]);
  expect(await cli.json(items, ['gp', 'list', ...on], { env })).toHaveLength(1);

  const installed = await cli.json(gpResultDoc, ['gp', 'install', cap, ...on, ...sure], { env });
  expect(installed.result).toBe('verified');
  const locked = await cli.json(gpResultDoc, ['gp', 'set-status', applet, 'locked', ...on, ...sure], { env });
  expect(locked).toMatchObject({ result: 'verified', changes: [{ now: 'LOCKED' }] });
  const stored = await cli.json(gpResultDoc, ['gp', 'store-data', '4203 112233', ...on, ...sure], { env });
  expect(stored).toMatchObject({ result: 'verified', changes: [{ now: '112233' }] });
  // In use: the plan says so, and nothing is done.
  const blocked = await cli.json(gpPlanDoc, ['gp', 'delete', pack, ...on, ...sure], { env, code: 4 });
  expect(blocked.blockers).toMatchObject([{ code: 'gp.in-use' }]);
  const gone = await cli.json(gpResultDoc, ['gp', 'delete', pack, '--related', ...on, ...sure], { env });
  expect(gone).toMatchObject({ result: 'verified', changes: [{ match: true }, { match: true }] });
  expect(readImage(image).securityDomain?.registry).toEqual([]);
});

test('a key set is replaced; the new one is used from then on, and no key is seen anywhere', async () => {
  const { cli, reader, image, insert } = bench();
  await insert('issuer-keys');
  await importIssuerKeys(cli);
  const on = ['-r', reader.name];
  const put = ['gp', 'put-key', '48', '--replaces', '48', ...on];
  const text = await cli([...put, '--plan-only'], env);
  expect(text.stdout).toContain('AES-128, check values');
  const done = await cli.json(gpResultDoc, [...put, ...sure], { env });
  expect(done).toMatchObject({ result: 'verified', changes: [{ what: 'SCP03 48', match: true }] });
  const now = keysOn(readImage(image), 48);
  expect(now[0]).not.toBe(issuerScp03.enc);
  const checks = await cli.json(z.array(keyCheckDoc), ['keys', 'check', '-r', reader.name], { env });
  expect(checks.map(({ set, stored, card }) => [set.name, stored, card])).toEqual([
    ['SCP03 48', 'right', 'right'],
  ]);
  expect(await cli.json(items, ['gp', 'list', ...on], { env })).toHaveLength(1);
  // Those that were typed once are of no use any more.
  const old = await cli.refused(['gp', 'list', '--kvn', '48', ...on], 4, typedKeys);
  expect(old.code).toBe('channel.card-cryptogram');
  expectNoKeys(cli, [...now, issuerScp03.enc, issuerScp03.mac, issuerScp03.dek]);
});

test('typed keys work without any that are stored; new ones are typed, too', async () => {
  const { cli, reader, image, insert } = bench();
  await insert('issuer-keys');
  const on = ['-r', reader.name, '--kvn', '48', '--protocol', 'scp03', '--level', '33'];
  expect(await cli.json(items, ['gp', 'list', ...on], { env: typedKeys })).toHaveLength(1);
  const fresh = ['a1', 'b2', 'c3'].map((byte) => byte.repeat(32));
  const files = ['ENC', 'MAC', 'DEK'].map((name, i) => `${name}=${privateFile(name, fresh[i]!)}`);
  const put = ['gp', 'put-key', '50', '--algorithm', 'aes-256', '--new-key-file', ...files, ...on, ...sure];
  const done = await cli.json(gpResultDoc, put, { env: { ...typedKeys, ...passphrase } });
  expect(done.result).toBe('verified');
  expect(keysOn(readImage(image), 50)).toEqual(fresh);
  expectNoKeys(cli, [...fresh, issuerScp03.enc]);
});

test('wrong keys, another protocol and bad files are refused, and no try is used', async () => {
  const { cli, reader, image, insert } = bench();
  await insert('issuer-keys');
  await importIssuerKeys(cli);
  const on = ['-r', reader.name];
  const typed = [...on, '--kvn', '48'];
  const wrong = { ...typedKeys, CARDWRIGHT_MAC: '00'.repeat(16) };
  expect(await cli.refused(['gp', 'list', ...typed], 4, wrong)).toMatchObject({
    code: 'channel.card-cryptogram',
    meaning: expect.stringContaining('no try was used'),
  });
  expect(await cli.refused(['gp', 'list', ...typed, '--protocol', 'scp02'], 4, typedKeys)).toMatchObject({
    code: 'channel.protocol',
  });
  expect(await cli.refused(['gp', 'list', ...on, '--kvn', '99'], 5, typedKeys)).toMatchObject({
    code: 'channel.no-key-set',
  });
  // Told before a passphrase is asked for, which here would be that of a new vault.
  expect(await cli.refused(['gp', 'list', ...on, '--key-set', 'SCP03 49'], 2)).toMatchObject({
    code: 'keys.no-such-set',
  });
  expect(await cli.refused(['gp', 'put-key', '0', ...on], 2)).toMatchObject({ code: 'gp.malformed' });
  expect(await cli.refused(['gp', 'install', '/dev/zero', ...on], 2)).toMatchObject({
    code: 'gp.cap-unreadable',
  });
  const noCap = privateFile('no.cap', 'This is no CAP file.');
  expect(await cli.refused(['gp', 'install', noCap, ...on, ...sure], 2, env)).toMatchObject({
    code: 'cap.malformed',
  });
  expect(await cli.refused(['gp', 'store-data', '4205', ...on, ...sure], 2, env)).toMatchObject({
    code: 'gp.data-malformed',
  });
  expect(await cli.refused(['gp', 'list', '--kvn', 'x', ...on], 2)).toMatchObject({ code: 'gp.malformed' });
  expect(await cli.refused(['gp', 'set-status', applet, 'broken', ...on, ...sure], 2, env)).toMatchObject({
    code: 'gp.malformed',
  });
  // Without --yes and without a terminal nothing is changed, nor for another card.
  expect(await cli.refused(['gp', 'store-data', '420101', ...on], 2, env)).toMatchObject({
    code: 'card.unconfirmed',
  });
  const other = ['--yes', '--iccid', '8900101000000000183'];
  expect(await cli.refused(['gp', 'store-data', '420101', ...on, ...other], 2, env)).toMatchObject({
    code: 'card.other',
  });
  expect(triesOn(readImage(image))).toEqual([10, 10]);
});

test('a card is managed by packets, and its key set for packets is replaced by one', async () => {
  const { cli, reader, image, insert } = bench();
  const iccid = '8900101000000000183';
  await insert('ota-keys');
  const keys = ['20', '21', '22'].map((first) => `${first}0102030405060708090a0b0c0d0e0f`);
  const file = `iccid,kic2,kid2,kik2,ota2_algorithm,ota2_buffer\n${iccid},${keys.join(',')},aes,1024`;
  await cli.json(importDoc, ['keys', 'import', privateFile('ota.csv', file)], { env });
  const on = ['-r', reader.name, '--key-set', 'OTA 2'];
  expect(await cli.json(items, ['gp', 'list', ...on], { env })).toHaveLength(1);
  const cap = privateFile('applet.cap', capArchive(new Uint8Array(700)));
  const yes = ['--yes', '--iccid', iccid];
  const installed = await cli.json(gpResultDoc, ['gp', 'install', cap, ...on, ...yes], { env });
  expect(installed.result).toBe('verified');
  const put = ['gp', 'put-key', '2', '--replaces', '2', '--ota', '--algorithm', 'aes-256', ...on, ...yes];
  expect((await cli.json(gpResultDoc, put, { env })).result).toBe('verified');
  expect(await cli.json(items, ['gp', 'list', ...on], { env })).toHaveLength(3);
  const now = readImage(image).ota!.keySets.find(({ index }) => index === 2)!;
  expect(now.kic).toHaveLength(32);
  expectNoKeys(cli, [...keys, ...[now.kic, now.kid].map((key) => Buffer.from(key).toString('hex'))]);
});

test('a card without a security domain says so', async () => {
  const { cli, reader, insert } = bench();
  await insert('usim-prepersonalised');
  expect(await cli.refused(['gp', 'info', '-r', reader.name], 4)).toMatchObject({ code: 'domain.not-found' });
});
