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

/** A set on its way into the store, its keys encrypted. */
export interface SealedKeySet {
  readonly set: StoredKeySet;
  /** In the order of `document.keys`. */
  readonly sealed: readonly Uint8Array[];
}

/** Key sets as they are kept: what is known of them in their table, the keys in the vault, both or neither. */
export class KeyShelf {
  readonly #parts: ShelfParts;
  readonly #ids: KeySetIds;

  constructor(parts: ShelfParts) {
    this.#parts = parts;
    this.#ids = new KeySetIds(parts);
  }

  /** Stores a set in the place of the one of the same owner and name. @throws StoreError `vault.locked` */
  put(draft: KeySetDraft): StoredKeySet {
    return this.#parts.store.transaction(() => this.putSealed(this.seal(draft)));
  }

  /** All of `put` that takes time: no transaction need wait for it. @throws StoreError `vault.locked` */
  seal({ owner, kind, name, version, document, keys }: KeySetDraft): SealedKeySet {
    const { vault, clock } = this.#parts;
    const id = this.#ids.idOf([owner.by, owner.value, kind, name], keys);
    const sealed = keys.map((key, at) => vault.seal(vaultOwner(id), document.keys[at] ?? '', key));
    return { set: { id, owner, kind, name, version, document, importedAt: clock.now() }, sealed };
  }

  /** In the caller's transaction. */
  putSealed({ set, sealed }: SealedKeySet): StoredKeySet {
    const { store, vault } = this.#parts;
    const before = store.keySets.put(set);
    if (before !== undefined) this.#forgetKeys(before);
    for (const [at, key] of sealed.entries())
      vault.putSealed(vaultOwner(set.id), set.document.keys[at] ?? '', key);
    return set;
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
