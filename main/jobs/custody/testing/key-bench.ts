import type { ImportDoc } from '../../../contract/keys.ts';
import { tempFolder } from '../../../store/testing/temp-folder.ts';
import { tempStore } from '../../../store/testing/temp-store.ts';
import { Vault } from '../../../store/vault/vault.ts';
import { Custody } from '../custody.ts';
import { checkEntries } from '../import/checked-entry.ts';
import { parseCsvKeys } from '../import/csv.ts';
import type { FileDefaults } from '../import/draft.ts';
import { type ImportChoices, importKeys } from '../import/import-keys.ts';
import { atOnce } from '../stepwise.ts';

/** Published or made up for tests; two cards and keys that differ in every byte. */
export const iccid = '8988211000000430010';
export const otherIccid = '8988211000000430028';
export const eid = '89049044900000000000000000102355';
export const key1 = '000102030405060708090a0b0c0d0e0f';
export const key2 = '101112131415161718191a1b1c1d1e1f';
export const key3 = '202122232425262728292a2b2c2d2e2f';

/** A station whose vault is open. */
export async function keyBench(folder = tempFolder()) {
  const store = tempStore(folder);
  let now = 1_700_000_000_000;
  const clock = { now: () => ++now };
  const vault = new Vault({
    keyWraps: store.keyWraps,
    secrets: store.secrets,
    clock,
    cost: { n: 16, r: 1, p: 1 },
  });
  await vault.openByPassphrase('a passphrase for tests');
  const parts = { store, vault, clock };
  const check = (lines: readonly string[], defaults: FileDefaults = {}) =>
    atOnce(checkEntries(parseCsvKeys(lines.join('\n')), defaults));
  const take = (
    lines: readonly string[],
    choices: ImportChoices = {},
    defaults: FileDefaults = {},
  ): ImportDoc => atOnce(importKeys(parts, check(lines, defaults), choices));
  return { folder, ...parts, custody: new Custody(parts), check, take };
}
