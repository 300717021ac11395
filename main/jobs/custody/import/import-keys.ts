import { isDeepStrictEqual } from 'node:util';
import type { CardwrightError } from '../../../base/error.ts';
import type { ImportDoc, ImportItemDoc } from '../../../contract/keys.ts';
import type { KeySetDocument, StoredKeySet } from '../../../store/key-sets.ts';
import { presentError } from '../../present/error.ts';
import { KeyShelf, type ShelfParts } from '../key-shelf.ts';
import { atOnce, type Stepwise } from '../stepwise.ts';
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
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'taken' | 'replaced';
      /** Does what takes time, and returns what stores it. @throws StoreError `vault.locked` */
      readonly seal: () => () => void;
      /** Whether what is stored is still what the verdict was made on. */
      readonly holds: () => boolean;
    }
  | { readonly outcome: 'refused'; readonly error: CardwrightError };

type Outcome = ImportItemDoc['outcome'];

/**
 * Stores the keys of a checked file, in one transaction: all of it, or with `partial` every card that is in order, whole; or nothing. What
 * takes time is done before the transaction; where another process has changed something meanwhile, it is done again within.
 * @throws StoreError `vault.locked` and what the store throws; then nothing was stored
 */
export function* importKeys(
  parts: ShelfParts,
  entries: readonly CheckedEntry[],
  choices: ImportChoices,
): Stepwise<ImportDoc> {
  const judge = new Judge(parts, choices.replace === true);
  const verdicts: Verdict[] = [];
  for (const entry of entries) {
    verdicts.push(judge.verdictOf(entry));
    yield { what: 'Comparing with the stored keys', done: verdicts.length, total: entries.length };
  }
  const blocked = blockedOwners(entries, verdicts, choices.partial === true);
  const isBlocked = (at: number): boolean => blocked === 'all' || blocked.has(ownerKey(entries[at]));
  const outcomes = verdicts.map(
    ({ outcome }, at): Outcome => (outcome !== 'refused' && isBlocked(at) ? 'not-taken' : outcome),
  );
  const wanted = verdicts.flatMap((verdict, at) => ('seal' in verdict && !isBlocked(at) ? [verdict] : []));
  if (choices.trial === true || wanted.length === 0) return reportOf(entries, verdicts, outcomes, false);
  const puts: (() => void)[] = [];
  for (const { seal } of wanted) {
    puts.push(seal());
    yield { what: 'Encrypting the keys', done: puts.length, total: wanted.length };
  }
  const others = parts.store.transaction((): ImportDoc | undefined => {
    parts.vault.requireOpen();
    if (!wanted.every(({ holds }) => holds())) return atOnce(importKeys(parts, entries, choices));
    for (const put of puts) put();
    return undefined;
  });
  return others ?? reportOf(entries, verdicts, outcomes, true);
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
  const unchecked = new Set(entries.filter(({ wrongCheckDigit }) => wrongCheckDigit === true).map(ownerKey));
  return {
    stored,
    owners: owners.size,
    taken: count('taken', 'replaced'),
    refused: count('refused'),
    ...(unchecked.size === 0 ? {} : { wrongCheckDigits: unchecked.size }),
    items: entries.map(({ row, owner, name, wrongCheckDigit }, at) => {
      const verdict = verdicts[at];
      return {
        row,
        ...(owner === undefined ? {} : { owner }),
        ...(name === undefined ? {} : { name }),
        outcome: outcomes[at] ?? 'not-taken',
        ...(wrongCheckDigit === true ? { wrongCheckDigit } : {}),
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
    const { vault, store } = this.#parts;
    const before = store.secrets.get(owner.value, name);
    const seal = (): (() => void) => {
      const sealed = vault.seal(owner.value, name, value);
      return () => vault.putSealed(owner.value, name, sealed);
    };
    // Encrypted twice, no key is the same.
    const holds = (): boolean => isDeepStrictEqual(store.secrets.get(owner.value, name), before);
    if (before === undefined) return { outcome: 'taken', seal, holds };
    const same = this.#shelf.holds(owner.value, name, value);
    return same ? { outcome: 'unchanged' } : this.#instead(draft, { seal, holds });
  }

  #keySet(draft: KeySetDraft): Verdict {
    const { keySets } = this.#parts.store;
    const before = keySets.find(draft.owner, draft.name);
    const holds = (): boolean => isDeepStrictEqual(keySets.find(draft.owner, draft.name), before);
    const taking = (set: KeySetDraft): Taking => ({
      seal: () => {
        const sealed = this.#shelf.seal(set);
        return () => void this.#shelf.putSealed(sealed);
      },
      holds,
    });
    if (before === undefined) return { outcome: 'taken', ...taking(draft) };
    if (!this.#shelf.sameKeys(before, draft)) return this.#instead(draft, taking(draft));
    const newer = taking(withHigherCounter(draft, before));
    if (!sameButCounter(draft.document, before.document)) return this.#instead(draft, newer);
    // A counter that is higher is no other key set: it is only newer.
    return counterOf(draft.document) > counterOf(before.document)
      ? { outcome: 'taken', ...newer }
      : { outcome: 'unchanged' };
  }

  #instead(draft: Draft, taking: Taking): Verdict {
    return this.#replace
      ? { outcome: 'replaced', ...taking }
      : { outcome: 'refused', error: differsFromStored(draft.name) };
  }
}

type Taking = Pick<Extract<Verdict, { readonly seal: unknown }>, 'seal' | 'holds'>;

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
