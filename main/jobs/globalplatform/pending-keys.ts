import type { KeySetOnItsWay } from '../../store/card-changes.ts';
import type { Vault } from '../../store/vault/vault.ts';
import type { KeyShelf } from '../custody/key-shelf.ts';

/** Where keys are in the vault until it is known whether the card has taken them. */
const ownerOf = (change: string): string => `card change ${change}`;

/** Before PUT KEY leaves. @throws StoreError `vault.locked` */
export function keepPending(
  vault: Vault,
  change: string,
  { document }: KeySetOnItsWay,
  keys: readonly Uint8Array[],
): void {
  for (const [at, key] of keys.entries()) vault.put(ownerOf(change), document.keys[at] ?? '', key);
}

/** For the caller to overwrite; undefined when they are not all there. @throws StoreError `vault.locked`, `vault.tampered` */
export function takePending(
  vault: Vault,
  change: string,
  { document }: KeySetOnItsWay,
): readonly Uint8Array[] | undefined {
  const keys = document.keys.flatMap((name) => vault.get(ownerOf(change), name) ?? []);
  if (keys.length === document.keys.length) return keys;
  for (const key of keys) key.fill(0);
  return undefined;
}

/** The card does not have them. */
export function forgetPending(vault: Vault, change: string, { document }: KeySetOnItsWay): void {
  for (const name of document.keys) vault.forget(ownerOf(change), name);
}

/**
 * The card has the new keys: they become a key set of the station, in the place of the one that they have replaced. To be called in a
 * transaction with what says so. @throws StoreError `vault.locked`, `vault.tampered`
 */
export function adoptPending(vault: Vault, shelf: KeyShelf, change: string, keySet: KeySetOnItsWay): boolean {
  const keys = takePending(vault, change, keySet);
  if (keys === undefined) return false;
  const { owner, kind, name, version, document, replacedSet, retires } = keySet;
  try {
    if (retires && replacedSet !== undefined) shelf.forget(replacedSet);
    shelf.put({ owner, kind, name, version, document, keys });
    forgetPending(vault, change, keySet);
    return true;
  } finally {
    for (const key of keys) key.fill(0);
  }
}
