import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../base/ports.ts';
import type { StoredKeySet } from '../../store/key-sets.ts';
import type { Store } from '../../store/store.ts';
import type { Vault } from '../../store/vault/vault.ts';
import type { KeySetDraft } from './import/draft.ts';
import { KeySetIds } from './key-set-id.ts';

/** Where the keys of a set are in the vault. */
export const vaultOwner = (id: string): string => `keyset ${id}`;

export interface ShelfParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** Key sets as they are kept: what is known of them in their table, the keys in the vault, both or neither. */
export class KeyShelf {
  readonly #parts: ShelfParts;
  readonly #ids: KeySetIds;

  constructor(parts: ShelfParts) {
    this.#parts = parts;
    this.#ids = new KeySetIds(parts.vault);
  }

  /**
   * Stores a set in the place of the one of the same owner and name. @throws StoreError `vault.locked`
   */
  put({ owner, kind, name, version, document, keys }: KeySetDraft): StoredKeySet {
    const { store, vault, clock } = this.#parts;
    return store.transaction(() => {
      const id = this.#ids.idOf([owner.by, owner.value, kind, name], keys);
      const set = { id, owner, kind, name, version, document, importedAt: clock.now() };
      const before = store.keySets.put(set);
      if (before !== undefined) this.#forgetKeys(before);
      for (const [at, key] of keys.entries()) vault.put(vaultOwner(id), document.keys[at] ?? '', key);
      return set;
    });
  }

  /** Whether a stored set has the very keys of `draft`. @throws StoreError `vault.locked`, `vault.tampered` */
  sameKeys(stored: StoredKeySet, { document, keys }: KeySetDraft): boolean {
    if (stored.document.keys.join() !== document.keys.join()) return false;
    return keys.every((key, at) => this.holds(vaultOwner(stored.id), document.keys[at] ?? '', key));
  }

  /** Whether the vault holds exactly `secret` there. @throws StoreError `vault.locked`, `vault.tampered` */
  holds(owner: string, name: string, secret: Uint8Array): boolean {
    const held = this.#parts.vault.get(owner, name);
    if (held === undefined) return false;
    const same = held.length === secret.length && timingSafeEqual(held, secret);
    held.fill(0);
    return same;
  }

  /** Works while the vault is locked. The counters stay: the keys may come back. Whether there was one. */
  forget(id: string): boolean {
    const { store } = this.#parts;
    return store.transaction(() => {
      const set = store.keySets.get(id);
      if (set === undefined) return false;
      this.#forgetKeys(set);
      return store.keySets.delete(id);
    });
  }

  #forgetKeys({ id, document }: StoredKeySet): void {
    for (const name of document.keys) this.#parts.vault.forget(vaultOwner(id), name);
  }
}
