import * as z from 'zod';
import { InputError } from '../../base/error.ts';
import type { IdSource } from '../../base/ports.ts';
import type { PendingBootstrapping } from '../../procedures/gba/offline.ts';
import type { Vault } from '../../store/vault/vault.ts';
import { getForm, ksForm, putForm, randForm } from './sealed-forms.ts';

const common = {
  impi: z.string(),
  rand: randForm,
  iccid: z.string(),
  simulated: z.boolean(),
  application: z.enum(['usim', 'isim']),
};
const form = z.discriminatedUnion('mode', [
  z.strictObject({ ...common, mode: z.literal('GBA_ME'), ks: ksForm }),
  z.strictObject({ ...common, mode: z.literal('GBA_U') }),
]);

/** An offline bootstrapping whose card has answered, with the card it was. */
export type PendingOfCard = PendingBootstrapping & {
  readonly iccid: string;
  readonly simulated: boolean;
  readonly application: 'usim' | 'isim';
};

const owner = 'offline bootstrapping';

/** Offline bootstrappings between the two documents, sealed in the vault: the completion may come days later, to another run of the program. */
export class PendingBootstrappings {
  readonly #vault: Vault;
  readonly #ids: IdSource;

  constructor(vault: Vault, ids: IdSource) {
    this.#vault = vault;
    this.#ids = ids;
  }

  /** Fails before the card is asked where nothing could be kept. @throws StoreError `vault.locked` */
  requireOpen(): void {
    this.#vault.requireOpen();
  }

  /** Returns the name it goes by. An earlier one of the same card is forgotten: a card has one Ks. */
  keep(pending: PendingOfCard): string {
    for (const name of this.#vault.names(owner))
      if (isOf(getForm(this.#vault, owner, name, form), pending)) this.#vault.forget(owner, name);
    const id = this.#ids.next();
    putForm(this.#vault, owner, id, form, pending);
    return id;
  }

  /** @throws InputError `gba.pending-unknown`; StoreError `vault.locked` */
  get(id: string): PendingOfCard {
    const found = getForm(this.#vault, owner, id, form);
    if (found !== undefined) return found;
    throw new InputError('gba.pending-unknown', 'This station does not wait for such a completion.', {
      hint: 'Complete it where the card has answered; else ask the operator for a new challenge.',
      meaning: 'Nothing was changed.',
      details: { who: 'device' },
    });
  }

  forget(id: string): void {
    this.#vault.forget(owner, id);
  }
}

const isOf = (one: PendingOfCard | undefined, { iccid, simulated, application }: PendingOfCard): boolean =>
  one?.iccid === iccid && one.simulated === simulated && one.application === application;
