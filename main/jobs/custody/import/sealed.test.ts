import * as fc from 'fast-check';
import { CompactEncrypt, exportJWK, generateKeyPair, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { CardwrightError } from '../../../base/error.ts';
import { StationKey } from '../station-key.ts';
import { atOnce } from '../stepwise.ts';
import { iccid, keyBench } from '../testing/key-bench.ts';
import { checkEntries } from './checked-entry.ts';
import { readKeyFile } from './read-key-file.ts';

const csv = `iccid,adm1\n${iccid},12345678`;
const json = JSON.stringify({
  format: 'cardwright-keys',
  version: 1,
  sets: [{ kind: 'card-key', iccid, name: 'ADM1', value: '12345678' }],
});
const code = (name: string) => expect.objectContaining({ code: name });

type Header = Readonly<Record<string, string>>;
/** As a sender does it, who has nothing but the public key. */
async function seal(content: string, jwk: Header, header: Header = {}): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', ...header })
    .encrypt(await importJWK(jwk, header['alg'] ?? 'ECDH-ES+A256KW'));
}

async function station() {
  const bench = await keyBench();
  const key = new StationKey(bench);
  const { jwk, thumbprint } = await key.publicKey();
  const open = async (sealed: string) => atOnce(checkEntries(await readKeyFile('jwe', sealed, key), {}));
  return { ...bench, key, jwk, thumbprint, open };
}

test.each([
  ['CSV', csv, {}],
  ['CSV that is said to be one', csv, { cty: 'csv' }],
  ['JSON', ` ${json}`, {}],
  ['JSON that is said to be one', json, { cty: 'application/json' }],
])('%s sealed to the station is opened', async (_what, content, header) => {
  const { jwk, thumbprint, open } = await station();
  const [entry] = await open(`${await seal(content, jwk, { kid: thumbprint, ...header })}\n`);
  expect(entry).toMatchObject({ name: 'ADM1', owner: { value: iccid }, draft: { kind: 'card-key' } });
});

test('a sealed file whose lines a mail program has broken is opened', async () => {
  const { jwk, open } = await station();
  const broken = (await seal(csv, jwk)).replace(/.{76}/g, '$&\r\n');
  expect(await open(broken)).toMatchObject([{ name: 'ADM1' }]);
});

test('the station has one key, whose private part is in the vault alone', async () => {
  const { key, jwk, vault, ...bench } = await station();
  expect(jwk).not.toHaveProperty('d');
  expect((await key.publicKey()).jwk).toEqual(jwk);
  expect((await new StationKey({ ...bench, vault }).publicKey()).jwk).toEqual(jwk);
  vault.lock();
  await expect(key.publicKey()).rejects.toThrow(code('vault.locked'));
});

test('two that ask for the key of a new station at once get the same', async () => {
  const bench = await keyBench();
  const [one, other] = await Promise.all([
    new StationKey(bench).publicKey(),
    new StationKey(bench).publicKey(),
  ]);
  expect(one).toEqual(other);
});

test('what is sealed to another station, or in another way, is refused with its reason', async () => {
  const { jwk, thumbprint, open } = await station();
  const other = await exportJWK((await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256' })).publicKey);
  const foreign = { kty: 'EC', crv: 'P-256', x: String(other.x), y: String(other.y) };
  await expect(open(await seal(csv, foreign))).rejects.toThrow(code('keys.sealed-malformed'));
  await expect(open(await seal(csv, foreign, { kid: 'x' }))).rejects.toThrow(code('keys.sealed-to-another'));
  for (const weaker of [{ alg: 'ECDH-ES+A128KW' }, { enc: 'A128GCM' }, { alg: 'ECDH-ES' }])
    await expect(open(await seal(csv, jwk, weaker))).rejects.toThrow(code('keys.sealed-algorithm'));
  await expect(open(await seal(csv, jwk, { cty: 'xml' }))).rejects.toThrow(code('keys.sealed-content'));
  const sealed = await seal(csv, jwk, { kid: thumbprint });
  const parts = sealed.split('.');
  for (const at of [1, 2, 3, 4]) {
    const part = parts[at] ?? '';
    const changed = (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
    await expect(open(parts.with(at, changed).join('.'))).rejects.toThrow(code('keys.sealed-malformed'));
  }
});

test('any text is refused for a reason', async () => {
  const { open } = await station();
  const header = fc.json().map((text) => `${Buffer.from(text).toString('base64url')}....`);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.base64String().map((text) => `${text}.a.b.c.d`),
        header,
      ),
      async (text) => {
        await expect(open(text)).rejects.toThrow(CardwrightError);
      },
    ),
  );
});
