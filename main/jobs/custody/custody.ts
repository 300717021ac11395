import type { CardwrightError } from '../../base/error.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import { nextCounter } from '../../channel/scp80/counter.ts';
import type { StaticKeys } from '../../channel/secure-messaging.ts';
import type { KeyOwnerDoc, KeySetDoc } from '../../contract/keys.ts';
import type { StoredKeySet } from '../../store/key-sets.ts';
import { presentKeySet } from '../present/key-set.ts';
import { StoredOtaCounters } from './counters.ts';
import { keysGone, noSuchSet, otherCard, otherKind, severalSets } from './errors.ts';
import { fromStored } from './from-stored.ts';
import type { KeySetDraft } from './import/draft.ts';
import { KeyShelf, type ShelfParts, vaultOwner } from './key-shelf.ts';
import {
  type GlobalPlatformKeySet,
  type KeyedCard,
  type KeySet,
  type OtaKeySet,
  type OtaKeys,
  overwrite,
} from './types.ts';

/** Keys for a card, with what goes along; `name` is `OTA 2` or `SCP03 48`. */
export type KeptSet = Omit<KeySetDraft, 'owner'>;

/** The owner of the sets that only a simulated card has: a rehearsal never puts its keys into the real card. */
export const simulatedOwner = (iccid: string): KeyOwnerDoc => ({ by: 'iccid', value: `simulated ${iccid}` });

/** Whether the keys of `owner` are some of this card's. Of a card whose EID was not asked for, an EID's may be. */
function isFor({ by, value }: KeyOwnerDoc, { iccid, eid, simulated }: KeyedCard): boolean {
  switch (by) {
    case 'iin':
      return iccid.startsWith(value);
    case 'eid':
      return eid === undefined || eid === value;
    case 'iccid':
    default:
      return value === iccid || (simulated && value === simulatedOwner(iccid).value);
  }
}

/** Whether the card can have only one of them, which is then that of the closer owner: keys of its own rather than those of its IIN. */
function takesPlaceOf(closer: StoredKeySet, set: StoredKeySet): boolean {
  const sameOwner = closer.owner.by === set.owner.by && closer.owner.value === set.owner.value;
  const sameDomain = closer.document.domain === set.document.domain;
  return !sameOwner && closer.kind === set.kind && closer.version === set.version && sameDomain;
}

/** The key sets of this station: which there are for a card, and the keys themselves for who is about to use them. */
export class Custody {
  readonly #parts: ShelfParts;

  constructor(parts: ShelfParts) {
    this.#parts = parts;
  }

  /**
   * The sets for a card: by its ICCID, by its EID, by the IINs with which its ICCID begins, the longest first. Of two with the same name,
   * or the same kind, version and security domain, the closer one counts. Works while the vault is locked; `problem` then says so.
   */
  keySets(card: KeyedCard): readonly KeySet[] {
    return this.#closest(card).map((stored) => this.#atHand(stored, card));
  }

  /** The sets for a card, or all, as they are shown. Works while the vault is locked. */
  list(card?: KeyedCard): readonly KeySetDoc[] {
    const stored = card === undefined ? this.#parts.store.keySets.all() : this.#closest(card);
    return stored.map((set) => this.#present(set, card));
  }

  /** One of them. @throws InputError `keys.no-such-set` */
  show(id: string, card?: KeyedCard): KeySetDoc {
    const stored = this.#parts.store.keySets.get(id);
    if (stored === undefined) throw noSuchSet();
    return this.#present(stored, card);
  }

  otaKeySets(card: KeyedCard): readonly OtaKeySet[] {
    return this.keySets(card).filter((set) => set.kind === 'ota');
  }

  gpKeySets(card: KeyedCard): readonly GlobalPlatformKeySet[] {
    return this.keySets(card).filter((set) => set.kind === 'globalplatform');
  }

  /** Whether it is worth asking a card for its EID. */
  knowsEids(): boolean {
    return this.#parts.store.keySets.anyByEid();
  }

  /**
   * A set by its id or its name, as it stands for `card`. Keys of another card are not given out for this one, whoever names them.
   * @throws InputError `keys.no-such-set`, `keys.several-sets`, `keys.other-card`
   */
  keySet(idOrName: string, card?: KeyedCard): KeySet {
    const known = this.#parts.store.keySets.get(idOrName);
    if (known !== undefined) {
      if (card !== undefined && !isFor(known.owner, card)) throw otherCard(known.name);
      return this.#atHand(known, card);
    }
    const wanted = idOrName.toLowerCase();
    const sets = card === undefined ? this.#parts.store.keySets.all() : this.keySets(card);
    const found = sets.filter(({ name }) => name.toLowerCase() === wanted);
    if (found.length > 1) throw severalSets(found.length);
    const [only] = found;
    if (only === undefined) throw noSuchSet();
    return this.keySet(only.id, card);
  }

  /** @throws InputError `keys.no-such-set`, `keys.several-sets`, `keys.other-card`, `keys.other-kind` */
  otaKeySet(idOrName: string, card?: KeyedCard): OtaKeySet {
    const set = this.keySet(idOrName, card);
    if (set.kind !== 'ota') throw otherKind(set.name, 'OTA');
    return set;
  }

  /** @throws InputError `keys.no-such-set`, `keys.several-sets`, `keys.other-card`, `keys.other-kind` */
  gpKeySet(idOrName: string, card?: KeyedCard): GlobalPlatformKeySet {
    const set = this.keySet(idOrName, card);
    if (set.kind !== 'globalplatform') throw otherKind(set.name, 'GlobalPlatform');
    return set;
  }

  /**
   * The keys of an OTA set, to be overwritten after use by `overwrite`.
   * @throws StoreError `vault.locked`, `vault.tampered`; InputError `keys.no-such-set`, `keys.other-kind`, `keys.gone`
   */
  openOta(id: string): OtaKeys {
    const keys = this.#take(this.#require(id, 'ota'));
    const { kic, kid, kik } = keys;
    return {
      ...(kic === undefined ? {} : { kic }),
      ...(kid === undefined ? {} : { kid }),
      ...(kik === undefined ? {} : { kik }),
    };
  }

  /**
   * The keys of a GlobalPlatform set: the card's own, or masters where the set has a diversification. To be overwritten after use.
   * @throws StoreError `vault.locked`, `vault.tampered`; InputError `keys.no-such-set`, `keys.other-kind`, `keys.gone`
   */
  openGp(id: string): StaticKeys {
    const stored = this.#require(id, 'globalplatform');
    const keys = this.#take(stored);
    const { enc, mac, dek } = keys;
    if (enc !== undefined && mac !== undefined && dek !== undefined) return { enc, mac, dek };
    overwrite(keys);
    throw keysGone(stored.name);
  }

  /** Check values that came with the keys of a set, by the names of the keys. @throws InputError `keys.no-such-set` */
  checkValues(id: string): Readonly<Record<string, string>> {
    const stored = this.#parts.store.keySets.get(id);
    if (stored === undefined) throw noSuchSet();
    return stored.document.checkValues;
  }

  /**
   * Keeps the keys that a card has been given, in the place of those it had under this name: a set of this very card from now on, whomever
   * the one before belonged to. A simulated card's keys are kept apart. In the caller's transaction, where there is one.
   * @throws StoreError `vault.locked`
   */
  keep(card: KeyedCard, set: KeptSet): KeySet {
    const owner = card.simulated ? simulatedOwner(card.iccid) : { by: 'iccid' as const, value: card.iccid };
    const stored = new KeyShelf(this.#parts).put({ ...set, owner });
    return this.#atHand(stored, card);
  }

  /** Its counters stay. Works while the vault is locked. @throws InputError `keys.no-such-set` */
  forget(id: string): void {
    if (!new KeyShelf(this.#parts).forget(id)) throw noSuchSet();
  }

  counters(card: Pick<KeyedCard, 'iccid' | 'simulated'>): StoredOtaCounters {
    return new StoredOtaCounters(this.#parts.store, this.#parts.clock, card);
  }

  /** Of two sets with one name, or in one place of the card, the one that is closer to it. */
  #closest({ iccid, eid, simulated }: KeyedCard): readonly StoredKeySet[] {
    const { keySets } = this.#parts.store;
    const known = [
      ...(simulated ? keySets.of(simulatedOwner(iccid)) : []),
      ...keySets.of({ by: 'iccid', value: iccid }),
      ...(eid === undefined ? [] : keySets.of({ by: 'eid', value: eid })),
      ...keySets.ofIinsOf(iccid),
    ];
    const closest: StoredKeySet[] = [];
    for (const set of known)
      if (!closest.some((closer) => closer.name === set.name || takesPlaceOf(closer, set))) closest.push(set);
    return closest;
  }

  #present(stored: StoredKeySet, card: KeyedCard | undefined): KeySetDoc {
    const set = this.#atHand(stored, card);
    return presentKeySet(stored, {
      problem: set.problem,
      counter: set.kind === 'ota' ? set.counter : undefined,
    });
  }

  #atHand(stored: StoredKeySet, card: KeyedCard | undefined): KeySet {
    const set = fromStored(stored);
    const counter = card === undefined || set.kind !== 'ota' ? undefined : this.counters(card).last(set.id);
    const problem = this.#problemOf(stored, counter);
    return {
      ...set,
      ...(counter === undefined ? {} : { counter }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  #problemOf({ id, name, document }: StoredKeySet, counter: number | undefined): CardwrightError | undefined {
    const names = this.#parts.vault.names(vaultOwner(id));
    if (document.keys.some((key) => !names.includes(key))) return keysGone(name);
    const usable = attempt(() => {
      this.#parts.vault.requireOpen();
      if (counter !== undefined) nextCounter(counter);
    });
    return usable.ok ? undefined : usable.error;
  }

  #require(id: string, kind: StoredKeySet['kind']): StoredKeySet {
    const stored = this.#parts.store.keySets.get(id);
    if (stored === undefined) throw noSuchSet();
    if (stored.kind !== kind) throw otherKind(stored.name, kind === 'ota' ? 'OTA' : 'GlobalPlatform');
    return stored;
  }

  #take({ id, name, document }: StoredKeySet): KeysByName {
    const keys: Partial<Record<string, Uint8Array>> = {};
    try {
      for (const key of document.keys) {
        const value = this.#parts.vault.get(vaultOwner(id), key);
        if (value === undefined) throw keysGone(name);
        keys[key] = value;
      }
    } catch (error) {
      overwrite(keys);
      throw error;
    }
    return keys;
  }
}

type KeysByName = Readonly<Partial<Record<string, Uint8Array>>>;
