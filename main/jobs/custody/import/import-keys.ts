import { isDeepStrictEqual } from 'node:util';
import type { CardwrightError } from '../../../base/error.ts';
import type { ImportDoc, ImportItemDoc } from '../../../contract/keys.ts';
import type { KeySetDocument, StoredKeySet } from '../../../store/key-sets.ts';
import { presentError } from '../../present/error.ts';
import { KeyShelf, type ShelfParts } from '../key-shelf.ts';
import type { CheckedEntry } from './checked-entry.ts';
import type { CardKeyDraft, Draft, KeySetDraft } from './draft.ts';
import { differsFromStored } from './errors.ts';

export interface ImportChoices {
  /** Only tell what would be taken. */
  readonly trial?: boolean | undefined;
  /** Take the cards that are in order although others are refused; a card is taken whole or not at all. */
  readonly partial?: boolean | undefined;
  /** Put keys in the place of stored ones that differ. */
  readonly replace?: boolean | undefined;
}

/** What is to become of an entry. */
type Verdict =
  | { readonly outcome: 'taken' | 'unchanged' | 'replaced'; readonly put?: () => void }
  | { readonly outcome: 'refused'; readonly error: CardwrightError };

type Outcome = ImportItemDoc['outcome'];

/**
 * Stores the keys of a checked file, in one transaction: all of it, or with `partial` every card that is in order, whole; or nothing.
 * @throws StoreError `vault.locked` and what the store throws; then nothing was stored
 */
export function importKeys(
  parts: ShelfParts,
  entries: readonly CheckedEntry[],
  choices: ImportChoices,
): ImportDoc {
  return parts.store.transaction(() => {
    const judge = new Judge(parts, choices.replace === true);
    const verdicts = entries.map((entry) => judge.verdictOf(entry));
    const blocked = blockedOwners(entries, verdicts, choices.partial === true);
    const isBlocked = (at: number): boolean => blocked === 'all' || blocked.has(ownerKey(entries[at]));
    const outcomes = verdicts.map(
      ({ outcome }, at): Outcome => (outcome !== 'refused' && isBlocked(at) ? 'not-taken' : outcome),
    );
    let stored = false;
    for (const [at, verdict] of verdicts.entries()) {
      if (choices.trial === true || isBlocked(at) || verdict.outcome === 'refused') continue;
      if (verdict.put === undefined) continue;
      verdict.put();
      stored = true;
    }
    return reportOf(entries, verdicts, outcomes, stored);
  });
}

/** Owners of whom nothing may be taken: all, where something was refused and the rest is not wanted alone. */
function blockedOwners(
  entries: readonly CheckedEntry[],
  verdicts: readonly Verdict[],
  partial: boolean,
): 'all' | ReadonlySet<string> {
  const refused = entries.filter((_, at) => verdicts[at]?.outcome === 'refused');
  if (refused.length > 0 && !partial) return 'all';
  return new Set(refused.map(ownerKey));
}

const ownerKey = (entry: CheckedEntry | undefined): string =>
  entry?.owner === undefined ? '' : `${entry.owner.by} ${entry.owner.value}`;

function reportOf(
  entries: readonly CheckedEntry[],
  verdicts: readonly Verdict[],
  outcomes: readonly Outcome[],
  stored: boolean,
): ImportDoc {
  const count = (...wanted: readonly Outcome[]): number =>
    outcomes.filter((each) => wanted.includes(each)).length;
  const owners = new Set(entries.map(ownerKey));
  owners.delete('');
  return {
    stored,
    owners: owners.size,
    taken: count('taken', 'replaced'),
    refused: count('refused'),
    items: entries.map(({ row, owner, name }, at) => {
      const verdict = verdicts[at];
      return {
        row,
        ...(owner === undefined ? {} : { owner }),
        ...(name === undefined ? {} : { name }),
        outcome: outcomes[at] ?? 'not-taken',
        ...(verdict?.outcome === 'refused' ? { error: presentError(verdict.error) } : {}),
      };
    }),
  };
}

/** Compares entries with what is stored. */
class Judge {
  readonly #parts: ShelfParts;
  readonly #shelf: KeyShelf;
  readonly #replace: boolean;

  constructor(parts: ShelfParts, replace: boolean) {
    this.#parts = parts;
    this.#shelf = new KeyShelf(parts);
    this.#replace = replace;
  }

  verdictOf({ draft, error }: CheckedEntry): Verdict {
    if (error !== undefined) return { outcome: 'refused', error };
    if (draft === undefined) return { outcome: 'unchanged' };
    return draft.kind === 'card-key' ? this.#cardKey(draft) : this.#keySet(draft);
  }

  #cardKey(draft: CardKeyDraft): Verdict {
    const { owner, name, value } = draft;
    const { vault } = this.#parts;
    const put = (): void => vault.put(owner.value, name, value);
    if (!vault.names(owner.value).includes(name)) return { outcome: 'taken', put };
    return this.#shelf.holds(owner.value, name, value) ? { outcome: 'unchanged' } : this.#instead(draft, put);
  }

  #keySet(draft: KeySetDraft): Verdict {
    const before = this.#parts.store.keySets.find(draft.owner, draft.name);
    if (before === undefined) return { outcome: 'taken', put: () => void this.#shelf.put(draft) };
    if (!this.#shelf.sameKeys(before, draft)) return this.#instead(draft, () => void this.#shelf.put(draft));
    const put = (): void => void this.#shelf.put(withHigherCounter(draft, before));
    if (!sameButCounter(draft.document, before.document)) return this.#instead(draft, put);
    // A counter that is higher is no other key set: it is only newer.
    return counterOf(draft.document) > counterOf(before.document)
      ? { outcome: 'taken', put }
      : { outcome: 'unchanged' };
  }

  #instead(draft: Draft, put: () => void): Verdict {
    return this.#replace
      ? { outcome: 'replaced', put }
      : { outcome: 'refused', error: differsFromStored(draft.name) };
  }
}

const counterOf = ({ ota }: KeySetDocument): number => ota?.counter ?? -1;

function withHigherCounter(draft: KeySetDraft, { document }: StoredKeySet): KeySetDraft {
  const counter = Math.max(counterOf(draft.document), counterOf(document));
  if (counter < 0 || draft.document.ota === undefined) return draft;
  return { ...draft, document: { ...draft.document, ota: { ...draft.document.ota, counter } } };
}

function sameButCounter(one: KeySetDocument, other: KeySetDocument): boolean {
  const without = ({ ota, ...rest }: KeySetDocument): unknown => {
    if (ota === undefined) return rest;
    const { counter: _counter, ...kept } = ota;
    return { ...rest, ota: kept };
  };
  return isDeepStrictEqual(without(one), without(other));
}
