import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactEncrypt, importJWK } from 'jose';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { importDoc, keyCheckDoc, keySetDoc, storedCardKeysDoc } from '../../main/contract/keys.ts';
import { receiptDoc } from '../../main/contract/receipt.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Bench, useBenches } from './bench.ts';

const bench = useBenches();
/** Of the seed issuer-keys, which publishes its keys. */
const iccid = '8900101000000000191';
const enc = '000102030405060708090a0b0c0d0e0f';
const mac = '101112131415161718191a1b1c1d1e1f';
const dek = '202122232425262728292a2b2c2d2e2f';
/** Check values of AES, computed with OpenSSL. */
const kcv = { enc: 'c35280', mac: '013808', dek: '840de5' };
const adm = '12345678';
const passphrase = { CARDWRIGHT_PASSPHRASE: 'nine quiet bakers knead' };
const list = z.strictObject({ sets: z.array(keySetDoc), cards: z.array(storedCardKeysDoc) });

const header = 'iccid,adm1,gp48_enc,gp48_mac,gp48_dek,gp48_enc_kcv,gp48_protocol,kic2,kid2,ota2_algorithm';
const row = (of: string, check = kcv.enc): string =>
  `${of},${adm},${enc},${mac},${dek},${check},scp03,${mac},${dek},aes`;

function keyFile(name: string, text: string | Uint8Array): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  chmodSync(file, 0o600);
  return file;
}

/** Nothing that the station keeps or has printed holds one of the keys, as bytes or as text. */
function expectNoKeys({ cli, folder }: Bench): void {
  const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const printed = Buffer.from(cli.transcript.join('\n').toLowerCase());
  for (const key of [enc, mac, dek])
    for (const form of [Buffer.from(key), Buffer.from(key, 'hex')])
      expect(
        [...kept, printed].some((bytes) => bytes.includes(form)),
        'a key was kept or printed',
      ).toBe(false);
}

test('a file is tried, refused as a whole, taken in part, and its keys open the card', async () => {
  const made = bench();
  const { cli, reader, insert } = made;
  await insert('issuer-keys');
  const file = keyFile('cards.csv', [header, row(iccid), row('8900101000000000183', 'ffffff')].join('\n'));
  const env = { env: passphrase };

  const trial = await cli.json(importDoc, ['keys', 'import', file, '--dry-run', '--partial'], {
    ...env,
    code: 2,
  });
  expect(trial).toMatchObject({ stored: false, taken: 3, refused: 1 });
  const strict = await cli.json(importDoc, ['keys', 'import', file], { ...env, code: 2 });
  expect(strict).toMatchObject({ stored: false, taken: 0, refused: 1 });
  expect(await cli.json(list, ['keys', 'list'])).toEqual({ sets: [], cards: [] });

  const text = await cli(['keys', 'import', file, '--partial'], passphrase);
  expect(text.code).toBe(2);
  expect(text.stdout).toContain('does not have its check value');
  const { sets, cards } = await cli.json(list, ['keys', 'list', '--iccid', iccid]);
  expect(sets.map(({ name }) => name)).toEqual(['OTA 2', 'SCP03 48']);
  expect(cards).toEqual([{ iccid, names: ['ADM1'] }]);

  const checks = await cli.json(z.array(keyCheckDoc), ['keys', 'check', '-r', reader.name], env);
  expect(checks.map(({ set, stored, card }) => [set.name, stored, card])).toEqual([
    ['OTA 2', 'no-check-value', 'cannot-tell'],
    ['SCP03 48', 'right', 'right'],
  ]);
  expectNoKeys(made);
});

test('the ADM of a file is the one that a plan presents', async () => {
  const made = bench();
  const { cli, reader, insert } = made;
  await insert('issuer-keys');
  const file = keyFile('cards.csv', `iccid,adm1\n${iccid},${adm}`);
  expect((await cli(['keys', 'import', file], passphrase)).code).toBe(0);
  const receipt = await cli.json(
    receiptDoc,
    [
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
      iccid,
    ],
    { env: passphrase },
  );
  expect(receipt.result).toBe('verified');
});

test('a file as a spreadsheet saves it is read, and what is wrong in every row is said once', async () => {
  const { cli } = bench();
  const rows = (algorithm: string) => [
    'ICCID;Kic2;Kid2;Ota2_Algorithm;Ota2_Tars;;',
    ...['0000000191', '0000000183', '0000000175', '0000000167', '0000000159', '0000000150'].map(
      (end) => `'890010100${end};${mac};${dek};${algorithm};B00001=usim;;`,
    ),
  ];
  const utf16 = (algorithm: string) => Buffer.from(`\uFEFF${rows(algorithm).join('\r\n')}`, 'utf16le');
  const refused = await cli(['keys', 'import', keyFile('cards.csv', utf16('DES')), '--no-luhn'], passphrase);
  expect(refused.code).toBe(2);
  expect(refused.stdout).toContain('6 entries, rows 2, 3, 4, 5, 6 …');
  expect(refused.stdout.match(/The column “Ota2_Algorithm” names no algorithm/g)).toHaveLength(1);
  expect(refused.stdout).toContain('Allowed: 3des, 3des-2, 3des-3, aes, aes-128');

  const file = keyFile('cards.csv', utf16('AES-128'));
  const strict = await cli.json(importDoc, ['keys', 'import', file], { env: passphrase, code: 2 });
  const wrong = strict.items.filter(({ error }) => error?.code === 'keys.check-digit').length;
  expect(wrong).toBeGreaterThan(0);
  const taken = await cli(['keys', 'import', file, '--no-luhn'], passphrase);
  expect(taken.code).toBe(0);
  expect(taken.stdout).toContain(`ICCIDs with a wrong check digit, let pass by --no-luhn: ${wrong}`);
  const { sets } = await cli.json(list, ['keys', 'list', '--iccid', iccid]);
  expect(sets[0]?.ota?.applications).toEqual([{ tar: 'b00001', aid: 'a0000000871002', manages: 'files' }]);
});

test('a file that is sealed to the station opens there and nowhere else', async () => {
  const made = bench();
  const { cli } = made;
  const keyFileName = join(temporaryFolder(), 'station.jwk');
  expect((await cli(['keys', 'station-key', '--output', keyFileName], passphrase)).code).toBe(0);
  const jwk = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(keyFileName, 'utf8')));
  expect(jwk).not.toHaveProperty('d');
  const sets = [
    { kind: 'globalplatform', iccid, version: 48, protocol: 'scp03', enc, mac, dek, checkValues: kcv },
  ];
  const content = JSON.stringify({ format: 'cardwright-keys', version: 1, sets });
  const sealed = await new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: jwk['kid'] ?? '', cty: 'json' })
    .encrypt(await importJWK(jwk, 'ECDH-ES+A256KW'));
  const file = keyFile('cards.jwe', sealed);
  const report = await cli.json(importDoc, ['keys', 'import', file], { env: passphrase });
  expect(report.items).toMatchObject([{ name: 'SCP03 48', outcome: 'taken' }]);
  const other = bench();
  expect(await other.cli.refused(['keys', 'import', file], 2, passphrase)).toMatchObject({
    code: 'keys.sealed-to-another',
  });
  expectNoKeys(made);
});

test('a counter rises and never falls, and outlives its keys', async () => {
  const { cli } = bench();
  const file = keyFile('cards.csv', `iccid,kic2,kid2,ota2_algorithm\n${iccid},${mac},${dek},aes`);
  const take = () => cli(['keys', 'import', file], passphrase);
  const counter = ['keys', 'counter', 'OTA 2', '--iccid', iccid];
  expect((await take()).code).toBe(0);
  expect(await cli.json(keySetDoc, [...counter, '--raise', '4711'])).toMatchObject({ counter: 4711 });
  expect(await cli.refused([...counter, '--raise', '4711'], 2)).toMatchObject({ code: 'keys.counter-lower' });
  expect(await cli.refused([...counter, '--raise', 'many'], 2)).toMatchObject({
    code: 'keys.counter-malformed',
  });
  expect((await cli(['keys', 'forget', 'OTA 2', '--iccid', iccid])).code).toBe(0);
  expect(await cli.refused(counter, 2)).toMatchObject({ code: 'keys.no-such-set' });
  expect((await take()).code).toBe(0);
  expect(await cli.json(keySetDoc, counter)).toMatchObject({ counter: 4711 });
});

test('what is no file of keys is refused with what to do', async () => {
  const { cli } = bench();
  const refused = (name: string, text: string, ...more: string[]) =>
    cli.refused(['keys', 'import', keyFile(name, text), ...more], 2, passphrase);
  expect(await refused('cards.txt', header)).toMatchObject({ code: 'keys.format' });
  expect(await refused('cards.csv', `${enc},${mac}\n${dek},1`)).toMatchObject({ code: 'keys.file' });
  expect(await refused('cards.csv', `iccid,adm11\n${iccid},1`)).toMatchObject({ code: 'keys.column' });
  expect(await refused('cards.txt', '{', '--format', 'json')).toMatchObject({ code: 'keys.file' });
  expect(await refused('cards.jwe', 'a.b.c.d.e')).toMatchObject({ code: 'keys.sealed-malformed' });
});
