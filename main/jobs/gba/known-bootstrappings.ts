import * as z from 'zod';
import { StoreError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import type { KnownTmpi } from '../../procedures/gba/tmpi.ts';
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

const tmpiForm = z.strictObject({ tmpi: z.string(), impi: z.string(), bsfFqdn: z.string() });

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
    const known = this.#read(card, card.application, form);
    if (known === undefined) return undefined;
    if (known.expires > this.#clock.now()) return { ...known, mode: 'GBA_ME' };
    this.#vault.forget(ownerOf(card), card.application);
    return undefined;
  }

  /** The name to begin the next bootstrapping with; it outlives Ks. */
  tmpi(card: BootstrappedCard): KnownTmpi | undefined {
    return this.#read(card, tmpiName(card), tmpiForm);
  }

  /** Keeps it where the vault is open; else it has to be made again next time. */
  async keep(
    card: BootstrappedCard,
    { impi, rand, bTid, expires, ks }: KnownBootstrapping,
    tmpi?: KnownTmpi,
  ): Promise<void> {
    if ((await this.#vault.state()) !== 'open') return;
    const owner = ownerOf(card);
    putForm(this.#vault, owner, card.application, form, { impi, rand, bTid, expires, ks });
    if (tmpi === undefined) this.#vault.forget(owner, tmpiName(card));
    else putForm(this.#vault, owner, tmpiName(card), tmpiForm, tmpi);
  }

  /** What cannot be read is forgotten: it can be made again. */
  #read<S extends z.ZodType>(card: BootstrappedCard, name: string, schema: S): z.output<S> | undefined {
    const owner = ownerOf(card);
    try {
      return getForm(this.#vault, owner, name, schema);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (error.code !== 'vault.locked') this.#vault.forget(owner, name);
      return undefined;
    }
  }
}

const tmpiName = ({ application }: BootstrappedCard): string => `${application} tmpi`;
const ownerOf = ({ iccid, simulated }: BootstrappedCard): string =>
  `bootstrapping ${simulated ? 'simulated ' : ''}${iccid}`;
