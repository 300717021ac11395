import * as z from 'zod';
import { StoreError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import type { Bootstrapping } from '../../procedures/gba/types.ts';
import type { Vault } from '../../store/vault/vault.ts';
import { getForm, ksForm, putForm, randForm } from './sealed-forms.ts';

type KnownBootstrapping = Extract<Bootstrapping, { mode: 'GBA_ME' }>;

const form = z.strictObject({
  impi: z.string(),
  rand: randForm,
  bTid: z.string(),
  expires: z.number(),
  ks: ksForm,
});

/** Whose bootstrapping: of one application of one card. */
export interface BootstrappedCard {
  readonly iccid: string;
  readonly application: 'usim' | 'isim';
  readonly simulated: boolean;
}

/** Ks of GBA_ME, sealed in the vault until it expires. With GBA_U it is the card that keeps it. */
export class KnownBootstrappings {
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(vault: Vault, clock: Clock) {
    this.#vault = vault;
    this.#clock = clock;
  }

  /** The one that is still valid; `undefined` also while the vault is locked. One that has expired is forgotten. */
  get(card: BootstrappedCard): KnownBootstrapping | undefined {
    const owner = ownerOf(card);
    try {
      const known = getForm(this.#vault, owner, card.application, form);
      if (known !== undefined && known.expires > this.#clock.now()) return { ...known, mode: 'GBA_ME' };
    } catch (error) {
      if (error instanceof StoreError && error.code === 'vault.locked') return undefined;
      if (!(error instanceof StoreError)) throw error;
    }
    this.#vault.forget(owner, card.application);
    return undefined;
  }

  /** Keeps it where the vault is open; else it has to be made again next time. */
  async keep(card: BootstrappedCard, { impi, rand, bTid, expires, ks }: KnownBootstrapping): Promise<void> {
    if ((await this.#vault.state()) !== 'open') return;
    putForm(this.#vault, ownerOf(card), card.application, form, { impi, rand, bTid, expires, ks });
  }
}

const ownerOf = ({ iccid, simulated }: BootstrappedCard): string =>
  `bootstrapping ${simulated ? 'simulated ' : ''}${iccid}`;
