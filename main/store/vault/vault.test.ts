import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreError } from '../../base/error.ts';
import type { Store } from '../store.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { tamper, tempStore } from '../testing/temp-store.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { seal, unseal } from './seal.ts';
import { Vault } from './vault.ts';

const cost = { n: 16, r: 1, p: 1 };
const code = (expected: string) => expect.objectContaining({ name: 'StoreError', code: expected });
const vaultOn = (store: Store, keychain?: KeyWrapper) =>
  new Vault({
    keyWraps: store.keyWraps,
    secrets: store.secrets,
    clock: { now: () => 1 },
    cost,
    ...(keychain === undefined ? {} : { keychain }),
  });

/** A keychain in the test's memory. */
function memoryKeychain(usable = true): KeyWrapper {
  const key = randomBytes(32);
  return {
    available: () => Promise.resolve(usable),
    wrap: (bytes) => Promise.resolve(seal(key, bytes, 'test')),
    unwrap: (bytes) => {
      const plain = unseal(key, bytes, 'test');
      return plain === undefined ? Promise.reject(new TypeError('not mine')) : Promise.resolve(plain);
    },
  };
}

const adm = Uint8Array.from([0x71, 0x9b, 0x53, 0x11, 0xe4, 0x0c, 0xaa, 0x3d]);

test('a vault is set by its first passphrase, locks, and opens with the same one only', async () => {
  const vault = vaultOn(tempStore());
  expect(await vault.state()).toBe('not-set');
  await vault.openByPassphrase('correct horse');
  expect(await vault.state()).toBe('open');
  vault.put('8900', 'ADM1', adm);
  vault.lock();
  expect(await vault.state()).toBe('locked');
  expect(() => vault.get('8900', 'ADM1')).toThrow(code('vault.locked'));
  expect(() => vault.put('8900', 'ADM2', adm)).toThrow(code('vault.locked'));
  await expect(vault.openByPassphrase('wrong horse')).rejects.toThrow(code('vault.wrong-passphrase'));
  expect(await vault.state()).toBe('locked');
  await vault.openByPassphrase('correct horse');
  expect(vault.get('8900', 'ADM1')).toEqual(Buffer.from(adm));
});

test('a wrong passphrase does not close an open vault', async () => {
  const vault = vaultOn(tempStore());
  await vault.openByPassphrase('a');
  await expect(vault.openByPassphrase('b')).rejects.toThrow(code('vault.wrong-passphrase'));
  expect(await vault.state()).toBe('open');
});

test('the cost of the product works and is recorded', async () => {
  const store = tempStore();
  const vault = new Vault({ keyWraps: store.keyWraps, secrets: store.secrets, clock: { now: () => 1 } });
  await vault.openByPassphrase('a');
  vault.lock();
  await vault.openByPassphrase('a');
  expect(store.keyWraps.passphrase()?.parameters).toMatchObject({ kdf: 'scrypt', n: 32768, r: 8, p: 3 });
});

test('a passphrase typed on another keyboard is the same', async () => {
  const vault = vaultOn(tempStore());
  await vault.openByPassphrase('Schlüssel'.normalize('NFC'));
  vault.lock();
  await vault.openByPassphrase('Schlüssel'.normalize('NFD'));
  expect(await vault.state()).toBe('open');
});

test('a new passphrase wraps the same station key', async () => {
  const vault = vaultOn(tempStore());
  await vault.openByPassphrase('old');
  vault.put('8900', 'ADM1', adm);
  await expect(vault.changePassphrase('wrong', 'new')).rejects.toThrow(code('vault.wrong-passphrase'));
  await vault.changePassphrase('old', 'new');
  vault.lock();
  await expect(vault.openByPassphrase('old')).rejects.toThrow(code('vault.wrong-passphrase'));
  await vault.openByPassphrase('new');
  expect(vault.get('8900', 'ADM1')).toEqual(Buffer.from(adm));
});

test('names and forgetting need no open vault', async () => {
  const vault = vaultOn(tempStore());
  await vault.openByPassphrase('a');
  vault.put('8900', 'ADM2', adm);
  vault.put('8900', 'ADM1', adm);
  vault.lock();
  expect(vault.names('8900')).toEqual(['ADM1', 'ADM2']);
  expect(vault.forget('8900', 'ADM1')).toBe(true);
  expect(vault.forget('8900', 'ADM1')).toBe(false);
  expect(vault.get('8900', 'ADM1')).toBeUndefined();
});

test('secrets of any bytes, owner and name come back as they were', async () => {
  const vault = vaultOn(tempStore());
  await vault.openByPassphrase('a');
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.uint8Array({ maxLength: 64 }), (owner, name, secret) => {
      vault.put(owner, name, secret);
      expect(vault.get(owner, name)).toEqual(Buffer.from(secret));
    }),
    { numRuns: 60 },
  );
});

test('nothing of a secret, a passphrase or the station key is in any file of the store', async () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  const vault = vaultOn(store);
  await vault.openByPassphrase('a very long and memorable passphrase');
  vault.put('8900', 'ADM1', adm);
  vault.put('8900', 'ADM1', adm);
  await vault.changePassphrase('a very long and memorable passphrase', 'another memorable passphrase');
  const needles = [
    Buffer.from(adm),
    Buffer.from(Buffer.from(adm).toString('hex')),
    Buffer.from(Buffer.from(adm).toString('hex').toUpperCase()),
    Buffer.from(Buffer.from(adm).toString('base64')),
    Buffer.from('memorable'),
  ];
  const files = readdirSync(folder).filter((name) => name.startsWith('cardwright.db'));
  expect(files).toContain('cardwright.db-wal');
  for (const file of files)
    for (const needle of needles) expect(readFileSync(join(folder, file)).includes(needle), file).toBe(false);
});

test('the same secret is never sealed the same way twice', async () => {
  const store = tempStore();
  const vault = vaultOn(store);
  await vault.openByPassphrase('a');
  const sealed = Array.from({ length: 20 }, () => {
    vault.put('8900', 'ADM1', adm);
    return Buffer.from(store.secrets.get('8900', 'ADM1')!).toString('hex');
  });
  expect(new Set(sealed.map((text) => text.slice(0, 24))).size).toBe(20);
});

test.each([
  `UPDATE secrets SET owner = '8901'`,
  `UPDATE secrets SET name = 'ADM2'`,
  `UPDATE secrets SET sealed = x'00'`,
  `UPDATE secrets SET sealed = zeroblob(length(sealed))`,
])('a sealed secret that was moved or changed does not open: %s', async (script) => {
  const folder = tempFolder();
  const vault = vaultOn(tempStore(folder));
  await vault.openByPassphrase('a');
  vault.put('8900', 'ADM1', adm);
  tamper(folder, script);
  const owner = script.includes('8901') ? '8901' : '8900';
  const name = script.includes('ADM2') ? 'ADM2' : 'ADM1';
  expect(() => vault.get(owner, name)).toThrow(code('vault.tampered'));
});

test.each([
  `UPDATE key_wraps SET parameters = json_set(parameters, '$.n', 1073741824)`,
  `UPDATE key_wraps SET parameters = json_set(parameters, '$.n', 15)`,
  `UPDATE key_wraps SET parameters = 'x'`,
])('changed parameters are refused before they cost anything: %s', async (script) => {
  const folder = tempFolder();
  const vault = vaultOn(tempStore(folder));
  await vault.openByPassphrase('a');
  vault.lock();
  tamper(folder, script);
  await expect(vault.openByPassphrase('a')).rejects.toThrow(code('store.tampered'));
});

test('locking overwrites the station key', async () => {
  let handed: Uint8Array | undefined;
  const keychain = memoryKeychain();
  const vault = vaultOn(tempStore(), {
    ...keychain,
    wrap: (bytes) => {
      handed = bytes;
      return keychain.wrap(bytes);
    },
  });
  await vault.openByKeychain();
  expect(handed?.some((byte) => byte !== 0)).toBe(true);
  vault.lock();
  expect(handed?.every((byte) => byte === 0)).toBe(true);
});

test('a keychain opens the vault without a passphrase', async () => {
  const store = tempStore();
  const keychain = memoryKeychain();
  const vault = vaultOn(store, keychain);
  await vault.openByKeychain();
  vault.put('8900', 'ADM1', adm);
  const next = vaultOn(store, keychain);
  expect(await next.state()).toBe('locked');
  await next.openByKeychain();
  expect(next.get('8900', 'ADM1')).toEqual(Buffer.from(adm));
});

test('a keychain that keeps plain text is refused', async () => {
  const store = tempStore();
  const vault = vaultOn(store, memoryKeychain(false));
  await expect(vault.openByKeychain()).rejects.toThrow(code('vault.no-keychain'));
  await expect(vaultOn(store).openByKeychain()).rejects.toThrow(code('vault.no-keychain'));
  expect(store.keyWraps.keychain()).toBeUndefined();
  expect(await vault.state()).toBe('not-set');
});

test('a station key in a keychain that is gone is refused, not replaced', async () => {
  const store = tempStore();
  await vaultOn(store, memoryKeychain()).openByKeychain();
  for (const vault of [vaultOn(store), vaultOn(store, memoryKeychain(false))]) {
    expect(await vault.state()).toBe('refused');
    await expect(vault.openByPassphrase('a')).rejects.toThrow(code('vault.no-passphrase'));
    await expect(vault.openByKeychain()).rejects.toThrow(code('vault.no-keychain'));
  }
});

test('a keychain that unwraps something else is found out', async () => {
  const store = tempStore();
  const keychain = memoryKeychain();
  await vaultOn(store, keychain).openByKeychain();
  const changed = code('vault.keychain-changed');
  await expect(vaultOn(store, memoryKeychain()).openByKeychain()).rejects.toThrow(changed);
  const other = { ...keychain, unwrap: () => Promise.resolve(new Uint8Array(32)) };
  await expect(vaultOn(store, other).openByKeychain()).rejects.toThrow(changed);
  const locked = {
    ...keychain,
    unwrap: () => Promise.reject(new StoreError('vault.keychain-failed', 'No.', { hint: 'x' })),
  };
  await expect(vaultOn(store, locked).openByKeychain()).rejects.toThrow(code('vault.keychain-failed'));
});

test('keychain and passphrase can both open one vault, once each was added to the open one', async () => {
  const store = tempStore();
  const keychain = memoryKeychain();
  const app = vaultOn(store, keychain);
  await app.openByKeychain();
  app.put('8900', 'ADM1', adm);
  await app.openByPassphrase('for the command line');
  const cli = vaultOn(store);
  await cli.openByPassphrase('for the command line');
  expect(cli.get('8900', 'ADM1')).toEqual(Buffer.from(adm));

  const second = tempStore();
  const station = vaultOn(second, memoryKeychain());
  await station.openByPassphrase('first');
  station.lock();
  await expect(station.openByKeychain()).rejects.toThrow(code('vault.locked'));
  await station.openByPassphrase('first');
  await station.openByKeychain();
  station.lock();
  await station.openByKeychain();
  expect(await station.state()).toBe('open');
});

test('two processes that set a passphrase at the same time do not make two station keys', async () => {
  const store = tempStore();
  const ends = await Promise.allSettled([
    vaultOn(store).openByPassphrase('one'),
    vaultOn(store).openByPassphrase('two'),
  ]);
  const refused = ends.filter((end) => end.status === 'rejected');
  expect(refused.map((end) => end.reason)).toEqual([code('vault.busy')]);
});
