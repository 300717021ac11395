import * as z from 'zod';
import { InputError, StoreError } from '../../base/error.ts';
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
      if (isOf(this.#readable(name), pending)) this.#vault.forget(owner, name);
    const id = this.#ids.next();
    putForm(this.#vault, owner, id, form, pending);
    return id;
  }

  /** @throws InputError `gba.pending-unknown`; StoreError `vault.locked` */
  get(id: string): PendingOfCard {
    const found = getForm(this.#vault, owner, id, form);
    if (found !== undefined) return found;
    throw unknown();
  }

  /** What waits; of one that cannot be read its name alone. @throws StoreError `vault.locked` */
  list(): {
    readonly pending: string;
    readonly iccid?: string;
    readonly impi?: string;
    readonly mode?: PendingOfCard['mode'];
  }[] {
    this.requireOpen();
    return this.#vault.names(owner).map((pending) => {
      const found = this.#readable(pending);
      return found === undefined
        ? { pending }
        : { pending, iccid: found.iccid, impi: found.impi, mode: found.mode };
    });
  }

  /** As {@link forget}, by somebody's wish and with a locked vault, too; tells of which card it was where that can be read. @throws InputError `gba.pending-unknown` */
  giveUp(id: string): string | undefined {
    const known = this.#readable(id);
    if (!this.#vault.forget(owner, id)) throw unknown();
    return known?.iccid;
  }

  forget(id: string): void {
    this.#vault.forget(owner, id);
  }

  /** One that cannot be read must not keep another from being kept: the card has answered by then. */
  #readable(id: string): PendingOfCard | undefined {
    try {
      return getForm(this.#vault, owner, id, form);
    } catch (error) {
      if (error instanceof StoreError) return undefined;
      throw error;
    }
  }
}

function unknown(): InputError {
  return new InputError('gba.pending-unknown', 'This station does not wait for such a completion.', {
    hint: 'Complete it where the card has answered; else ask the operator for a new challenge.',
    meaning: 'Nothing was changed.',
    details: { who: 'device' },
  });
}

const isOf = (one: PendingOfCard | undefined, { iccid, simulated, application }: PendingOfCard): boolean =>
  one?.iccid === iccid && one.simulated === simulated && one.application === application;
