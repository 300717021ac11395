import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { compactDecrypt, exportJWK, generateKeyPair, importJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import type { EnrolmentCredential } from '../../procedures/gba/enrolment-credential.ts';
import { SecretKey } from '../../procedures/gba/secret-key.ts';
import { tempFolder } from '../../store/testing/temp-folder.ts';
import { tempStore } from '../../store/testing/temp-store.ts';
import { Vault } from '../../store/vault/vault.ts';
import { CredentialShelf } from './credential-shelf.ts';
import { KnownBootstrappings } from './known-bootstrappings.ts';
import { PendingBootstrappings } from './pending-bootstrappings.ts';
import { parseRecipient, readRecipient, sealTo } from './seal-to.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => 0xa0 ^ (7 * i));
const bTid = 'I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com';
const card = { iccid: '8988211000000430010', application: 'usim', simulated: false } as const;
const bootstrapping = {
  mode: 'GBA_ME',
  impi: 'me@example.com',
  rand: new Uint8Array(16).fill(3),
  bTid,
  expires: 5000,
  ks: new SecretKey(key),
} as const;
const credential: EnrolmentCredential = {
  kind: 'Km',
  id: bTid,
  key: new SecretKey(key),
  expires: 5000,
  mode: 'GBA_U',
  nafKey: 'Ks_ext_NAF',
  nafFqdn: 'maf.example.com',
  uaProtocol: '01000100ae',
};

async function parts() {
  const folder = tempFolder();
  const store = tempStore(folder);
  let now = 1000;
  const clock = { now: () => now };
  const { keyWraps, secrets } = store;
  const vault = new Vault({ keyWraps, secrets, clock, cost: { n: 16, r: 1, p: 1 } });
  await vault.openByPassphrase('a');
  let next = 0;
  const ids = { next: () => `id-${++next}` };
  return { folder, store, vault, clock, ids, at: (time: number) => (now = time) };
}

/** No form of the key is in any file of the store. */
function expectSealed(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.startsWith('cardwright.db'))) {
    const content = readFileSync(join(folder, name));
    for (const form of [key, toHex(key), toHex(key).toUpperCase(), Buffer.from(key).toString('base64')])
      expect(content.includes(Buffer.from(form))).toBe(false);
  }
}

describe('bootstrappings that are kept', () => {
  test('Ks is used again until it expires, by this card and application only, and is sealed', async () => {
    const { folder, vault, clock, at } = await parts();
    const known = new KnownBootstrappings(vault, clock);
    await known.keep(card, bootstrapping);
    const again = known.get(card);
    expect(again).toMatchObject({ mode: 'GBA_ME', bTid, expires: 5000 });
    expect(again?.ks.use((bytes) => toHex(bytes))).toBe(toHex(key));
    expect(known.get({ ...card, application: 'isim' })).toBeUndefined();
    expect(known.get({ ...card, simulated: true })).toBeUndefined();
    expectSealed(folder);
    vault.lock();
    expect(known.get(card)).toBeUndefined();
    await vault.openByPassphrase('a');
    expect(known.get(card)?.bTid).toBe(bTid);
    at(5000);
    expect(known.get(card)).toBeUndefined();
    at(1000);
    expect(known.get(card)).toBeUndefined();
  });

  test('the name for the next time outlives Ks, until another bootstrapping gives none', async () => {
    const { vault, clock, at } = await parts();
    const known = new KnownBootstrappings(vault, clock);
    const tmpi = { tmpi: 'abc@tmpi.bsf.3gppnetwork.org', impi: 'me@example.com', bsfFqdn: 'bsf.example.com' };
    await known.keep(card, bootstrapping, tmpi);
    at(5000);
    expect(known.get(card)).toBeUndefined();
    expect(known.tmpi(card)).toEqual(tmpi);
    expect(known.tmpi({ ...card, application: 'isim' })).toBeUndefined();
    await known.keep(card, bootstrapping);
    expect(known.tmpi(card)).toBeUndefined();
  });

  test('a locked vault keeps nothing, and says so only where it has to', async () => {
    const { vault, clock, ids } = await parts();
    vault.lock();
    await new KnownBootstrappings(vault, clock).keep(card, bootstrapping);
    expect(vault.names('bootstrapping 8988211000000430010')).toEqual([]);
    expect(() => new PendingBootstrappings(vault, ids).requireOpen()).toThrow(
      expect.objectContaining({ code: 'vault.locked' }),
    );
  });

  test('a pending one is found by its name, and the next one of the card takes its place', async () => {
    const { folder, vault, ids } = await parts();
    const waiting = new PendingBootstrappings(vault, ids);
    const { impi, rand, ks } = bootstrapping;
    const first = waiting.keep({ impi, rand, mode: 'GBA_ME', ks, ...card });
    expect(waiting.get(first)).toMatchObject({ impi, iccid: card.iccid });
    const second = waiting.keep({ impi, rand, mode: 'GBA_U', ...card });
    expect(() => waiting.get(first)).toThrow(expect.objectContaining({ code: 'gba.pending-unknown' }));
    expect(waiting.get(second).mode).toBe('GBA_U');
    expectSealed(folder);
    waiting.forget(second);
    expect(() => waiting.get(second)).toThrow(expect.objectContaining({ code: 'gba.pending-unknown' }));
  });
});

describe('what waits for a completion', () => {
  const { impi, rand, ks } = bootstrapping;

  test('is listed, and given up although the vault is locked', async () => {
    const { vault, ids } = await parts();
    const waiting = new PendingBootstrappings(vault, ids);
    const first = waiting.keep({ impi, rand, mode: 'GBA_ME', ks, ...card });
    const second = waiting.keep({ impi, rand, mode: 'GBA_U', ...card, iccid: '8988211000000430028' });
    expect(waiting.list()).toHaveLength(2);
    expect(waiting.list()).toContainEqual({ pending: first, iccid: card.iccid, impi, mode: 'GBA_ME' });
    expect(waiting.giveUp(first)).toBe(card.iccid);
    expect(() => waiting.giveUp(first)).toThrow(expect.objectContaining({ code: 'gba.pending-unknown' }));
    vault.lock();
    expect(() => waiting.list()).toThrow(expect.objectContaining({ code: 'vault.locked' }));
    expect(waiting.giveUp(second)).toBeUndefined();
    expect(vault.names('offline bootstrapping')).toEqual([]);
  });

  test('one that cannot be read keeps no other from being kept', async () => {
    const { vault, ids } = await parts();
    vault.put('offline bootstrapping', 'broken', new TextEncoder().encode('{"mode":"GBA_ME"}'));
    const waiting = new PendingBootstrappings(vault, ids);
    const kept = waiting.keep({ impi, rand, mode: 'GBA_ME', ks, ...card });
    expect(waiting.get(kept)).toMatchObject({ impi });
    expect(waiting.list()).toContainEqual({ pending: 'broken' });
    waiting.giveUp('broken');
    expect(waiting.list()).toHaveLength(1);
  });
});

describe('credentials', () => {
  test('kept with a sealed key, used until they expire, forgotten with it', async () => {
    const { folder, at, ...rest } = await parts();
    const shelf = new CredentialShelf(rest);
    const kept = shelf.keep({ gateway: 'gw-7', cseId: '/cse7' }, credential, card.iccid);
    expect(shelf.list()).toEqual([kept]);
    expect(shelf.keyOf(kept).use((bytes) => toHex(bytes))).toBe(toHex(key));
    expectSealed(folder);
    at(5000);
    expect(() => shelf.keyOf(kept)).toThrow(expect.objectContaining({ code: 'credential.expired' }));
    shelf.forget(kept.id);
    expect(shelf.list()).toEqual([]);
    expect(rest.vault.names(`credential ${kept.id}`)).toEqual([]);
    expect(() => shelf.forget(kept.id)).toThrow(expect.objectContaining({ code: 'credential.unknown' }));
  });

  test('with a locked vault nothing at all is kept', async () => {
    const rest = await parts();
    rest.vault.lock();
    const shelf = new CredentialShelf(rest);
    expect(() => shelf.keep({ gateway: 'gw' }, credential, card.iccid)).toThrow(
      expect.objectContaining({ code: 'vault.locked' }),
    );
    expect(shelf.list()).toEqual([]);
  });
});

describe('sealing', () => {
  test.each([
    ['ECDH-ES+A256KW', { crv: 'P-256' }],
    ['ECDH-ES+A256KW', { crv: 'P-384' }],
    ['ECDH-ES+A256KW', { crv: 'X25519' }],
    ['RSA-OAEP-256', {}],
  ])('%s %o: only the owner of the private key opens it', async (alg, options) => {
    const pair = await generateKeyPair(alg, { ...options, extractable: true });
    const recipient = await parseRecipient(JSON.stringify(await exportJWK(pair.publicKey)));
    expect(recipient.alg).toBe(alg);
    const sealed = await sealTo(recipient, { key: toHex(key) });
    expect(sealed).not.toContain(toHex(key));
    const secret = await importJWK(await exportJWK(pair.privateKey), alg);
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, secret);
    expect(JSON.parse(Buffer.from(plaintext).toString())).toEqual({ key: toHex(key) });
    expect(protectedHeader).toMatchObject({ enc: 'A256GCM', kid: recipient.thumbprint, cty: 'json' });
  });

  test('a private key, a key for signatures, a short one, and what is none', async () => {
    const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
    const open = await exportJWK(pair.publicKey);
    await expect(readRecipient(await exportJWK(pair.privateKey))).rejects.toMatchObject({
      code: 'recipient.private',
    });
    await expect(readRecipient({ ...open, use: 'sig' })).rejects.toMatchObject({
      code: 'recipient.other-use',
    });
    await expect(readRecipient({ kty: 'RSA', n: 'AQAB', e: 'AQAB' })).rejects.toMatchObject({
      code: 'recipient.malformed',
    });
    await expect(readRecipient({ ...open, x: 'AAAA' })).rejects.toMatchObject({
      code: 'recipient.malformed',
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        await parseRecipient(text).catch((error: unknown) => expect(error).toBeInstanceOf(CardwrightError));
      }),
    );
  });

  test('a key that seals nothing, or not to the recipient alone, is refused before there is anything to seal', async () => {
    const { publicKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true });
    const rsa = await exportJWK(publicKey);
    const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
    const disguised = Buffer.concat([Buffer.alloc(200), Buffer.alloc(56, 0xc5)]);
    const useless = [
      { ...rsa, e: 'AQ' },
      { ...rsa, e: 'AgAA' },
      { ...rsa, n: base64url(disguised) },
      { ...rsa, n: base64url(Buffer.alloc(256, 0xfe)) },
      { kty: 'OKP', crv: 'X25519', x: base64url(new Uint8Array(32)) },
      { kty: 'OKP', crv: 'X25519', x: base64url(Uint8Array.of(1, ...new Uint8Array(31))) },
    ];
    for (const jwk of useless)
      await expect(readRecipient(jwk)).rejects.toMatchObject({ code: 'recipient.malformed' });
    await expect(readRecipient({ ...rsa, dp: 'AQAB' })).rejects.toMatchObject({ code: 'recipient.private' });
    await expect(readRecipient({ ...rsa, alg: 'RSA1_5' })).rejects.toMatchObject({
      code: 'recipient.other-algorithm',
    });
    await expect(readRecipient({ ...rsa, key_ops: ['verify'] })).rejects.toMatchObject({
      code: 'recipient.other-use',
    });
    await expect(readRecipient({ ...rsa, alg: 'RSA-OAEP-256', key_ops: ['wrapKey'] })).resolves.toMatchObject(
      {
        alg: 'RSA-OAEP-256',
      },
    );
  });
});
