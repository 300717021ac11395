import type { Vault } from '../store/vault/vault.ts';

/**
 * The stored keys of one card. What a simulated card has accepted is kept apart, so that a rehearsal on a software card with the ICCID of a
 * real one never puts its key into the real one. A simulated card may be given what was stored for the real one.
 */
export class CardKeys {
  readonly #vault: Vault;
  readonly #iccid: string;
  readonly #simulated: boolean;

  constructor(vault: Vault, iccid: string, simulated: boolean) {
    this.#vault = vault;
    this.#iccid = iccid;
    this.#simulated = simulated;
  }

  /** For the caller to overwrite after use. @throws StoreError `vault.locked`, `vault.tampered` */
  get(name: string): Uint8Array | undefined {
    for (const owner of this.#owners()) {
      const found = this.#vault.get(owner, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** @throws StoreError `vault.locked` */
  put(name: string, value: Uint8Array): void {
    this.#vault.put(this.#owners()[0]!, name, value);
  }

  names(): string[] {
    return [...new Set(this.#owners().flatMap((owner) => this.#vault.names(owner)))].sort();
  }

  #owners(): readonly string[] {
    return this.#simulated ? [ofSimulatedCard(this.#iccid), this.#iccid] : [this.#iccid];
  }
}

/** Forgets a key of the card and of its simulated likeness. Whether there was one. */
export function forgetKeyOf(vault: Vault, iccid: string, name: string): boolean {
  const forgotten = [iccid, ofSimulatedCard(iccid)].map((owner) => vault.forget(owner, name));
  return forgotten.includes(true);
}

const ofSimulatedCard = (iccid: string): string => `simulated ${iccid}`;
