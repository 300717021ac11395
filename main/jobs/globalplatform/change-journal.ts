import type { CardwrightError } from '../../base/error.ts';
import type { CardChange } from '../../store/card-changes.ts';
import type { Actor } from '../actor.ts';
import { Audit } from '../audit.ts';
import { keysGone } from '../custody/errors.ts';
import { presentError } from '../present/error.ts';
import type { ContentDeps } from './deps.ts';
import { adoptPending, forgetPending, keepPending } from './pending-keys.ts';

/** The journal of one change of keys or contents; each entry, with its line in the audit log, is on the disk when the call returns. */
export class ChangeJournal {
  readonly #deps: ContentDeps;
  readonly #change: Omit<CardChange, 'state' | 'intentAt' | 'outcomeAt' | 'error'>;
  readonly #actor: Actor;
  #begun = false;

  constructor(
    deps: ContentDeps,
    change: Omit<CardChange, 'state' | 'intentAt' | 'outcomeAt' | 'error'>,
    actor: Actor,
  ) {
    this.#deps = deps;
    this.#change = change;
    this.#actor = actor;
  }

  /** Whether the change was intended: from then on the card may have changed. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Before the first command leaves: with the new keys, which are in the vault then. @throws StoreError */
  intend(keys: readonly Uint8Array[] = []): void {
    const { store, vault, clock } = this.#deps;
    const { id, document } = this.#change;
    store.transaction(() => {
      if (document.keySet !== undefined) keepPending(vault, id, document.keySet, keys);
      store.cardChanges.intend({ ...this.#change, intentAt: clock.now() }, store.presence.id);
      this.#write('started', `${document.title}.`);
    });
    this.#begun = true;
  }

  /** New keys become a key set of the station with this. @throws StoreError; InputError `keys.gone` */
  done(): void {
    const { store, vault, shelf, clock } = this.#deps;
    const { id, document } = this.#change;
    store.transaction(() => {
      const { keySet } = document;
      if (keySet !== undefined && !adoptPending(vault, shelf, id, keySet)) throw keysGone(keySet.name);
      store.cardChanges.end(id, 'done', clock.now());
      this.#write('done', `${document.title}: done.`);
    });
  }

  /** New keys that are not on the card are forgotten; where nobody knows, both sets stay. @throws StoreError */
  ended(state: 'failed' | 'unknown', error: CardwrightError): void {
    const { store, vault, clock } = this.#deps;
    const { id, document } = this.#change;
    store.transaction(() => {
      if (state === 'failed' && document.keySet !== undefined) forgetPending(vault, id, document.keySet);
      store.cardChanges.end(id, state, clock.now(), presentError(error));
      this.#write(
        error.kind === 'cancelled' ? 'cancelled' : 'failed',
        `${document.title}: ${state}. ${error.message}`,
      );
    });
  }

  /** The card took the change, and what was read back is something else: the audit log says so. @throws StoreError */
  mismatched(): void {
    this.#write('failed', `${this.#change.document.title}: the card says something else than planned.`);
  }

  #write(outcome: 'started' | 'done' | 'failed' | 'cancelled', what: string): void {
    const { store, clock } = this.#deps;
    const { iccid, document } = this.#change;
    const subject = { action: 'gp.apply', reader: document.reader, iccid };
    new Audit(store, clock).write(this.#actor, subject, outcome, what);
  }
}
