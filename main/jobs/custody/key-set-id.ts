import { createHmac, randomBytes } from 'node:crypto';
import { concatBytes, toHex } from '../../base/bytes.ts';
import type { Store } from '../../store/store.ts';
import type { Vault } from '../../store/vault/vault.ts';

const owner = 'station';
const name = 'key set ids';

/**
 * The id of a key set follows from its keys, so that its counters are found again when the set was forgotten or replaced and comes back. It
 * is a keyed hash (HMAC-SHA256, the key is in the vault) and tells nothing of the keys.
 */
export class KeySetIds {
  readonly #store: Store;
  readonly #vault: Vault;

  constructor({ store, vault }: { readonly store: Store; readonly vault: Vault }) {
    this.#store = store;
    this.#vault = vault;
  }

  /**
   * @param place whose keys and which of them, as text
   * @param keys in a fixed order; empty where there is none
   * @returns 32 hexadecimal digits
   * @throws StoreError `vault.locked`
   */
  idOf(place: readonly string[], keys: readonly Uint8Array[]): string {
    const secret = this.#vault.get(owner, name) ?? this.#makeSecret();
    const parts = [new TextEncoder().encode(JSON.stringify(place)), ...keys];
    // Each part with its length: no two lists of parts are the same bytes.
    const bytes = concatBytes(...parts.flatMap((part) => [[part.length >> 8, part.length & 0xff], part]));
    try {
      return toHex(createHmac('sha256', secret).update(bytes).digest().subarray(0, 16));
    } finally {
      secret.fill(0);
      bytes.fill(0);
    }
  }

  /** Another process may make one at the same moment: the first that is stored counts. */
  #makeSecret(): Uint8Array {
    return this.#store.transaction(() => {
      const known = this.#vault.get(owner, name);
      if (known !== undefined) return known;
      const secret = randomBytes(32);
      this.#vault.put(owner, name, secret);
      return secret;
    });
  }
}
