import type { KeyOwnerDoc, KeySetDoc } from '../../../main/contract/keys.ts';
import type { ReaderDoc } from '../../../main/contract/reader.ts';

/** One card, or all cards of an IIN, with what is stored for it. */
export interface OwnedKeys extends KeyOwnerDoc {
  readonly id: string;
  readonly sets: readonly KeySetDoc[];
  /** Names of its PINs and ADM keys. */
  readonly names: readonly string[];
}

interface StoredNames {
  readonly iccid: string;
  readonly names: readonly string[];
}

/** Key sets and single keys, put together by whose they are; in the order of the list. */
export function ownersOf(sets: readonly KeySetDoc[], cards: readonly StoredNames[]): readonly OwnedKeys[] {
  const all: readonly KeyOwnerDoc[] = [
    ...sets.map(({ owner }) => owner),
    ...cards.map(({ iccid }) => ({ by: 'iccid', value: iccid }) as const),
  ];
  const owners = new Map(all.map((owner) => [`${owner.by} ${owner.value}`, owner]));
  return [...owners].map(([id, owner]) => ({
    ...owner,
    id,
    sets: sets.filter((set) => set.owner.by === owner.by && set.owner.value === owner.value),
    names: owner.by === 'iccid' ? (cards.find(({ iccid }) => iccid === owner.value)?.names ?? []) : [],
  }));
}

/** The readers whose card these keys are for. An EID cannot be told from the ICCID of the card. */
export function readersOf(owner: KeyOwnerDoc, readers: readonly ReaderDoc[]): readonly ReaderDoc[] {
  return readers.filter(({ state, card }) => {
    if (state !== 'card' || card?.iccid === undefined || owner.by === 'eid') return false;
    return owner.by === 'iccid' ? card.iccid === owner.value : card.iccid.startsWith(owner.value);
  });
}
