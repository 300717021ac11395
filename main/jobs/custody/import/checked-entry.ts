import type { CardwrightError } from '../../../base/error.ts';
import { attempt } from '../../../channel/scp80/attempt.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import { draftOf, nameOf, ownerOf } from './check-set.ts';
import type { Draft, FileDefaults } from './draft.ts';
import { twiceInFile } from './errors.ts';
import { FieldError, type Headings } from './field-error.ts';
import type { KeyFile, KeyFileEntry } from './key-file.ts';

/** One key or key set of a file, checked in itself and against the rest of the file. */
export interface CheckedEntry {
  readonly row: number;
  readonly owner?: KeyOwnerDoc;
  readonly name?: string;
  /** Absent when it is refused. */
  readonly draft?: Draft;
  readonly error?: CardwrightError;
}

/** Never throws for what is in the file: each entry has a draft or an error. */
export function checkEntries(file: KeyFile, defaults: FileDefaults): readonly CheckedEntry[] {
  return refuseRepeated(file.entries.map((entry) => checkEntry(entry, defaults)));
}

function checkEntry(entry: KeyFileEntry, defaults: FileDefaults): CheckedEntry {
  const { row, raw } = entry;
  if (raw === undefined) {
    const { error } = entry;
    const whose = attempt(() => ownerOf(entry.whose ?? {}));
    return whose.ok ? { row, owner: whose.value, error } : { row, error };
  }
  const name = nameOf(raw);
  const whose = attempt(() => ownerOf(raw));
  if (!whose.ok) return { row, name, error: whose.error };
  const owner = whose.value;
  const checked = attempt(() => draftOf(raw, owner, defaults));
  return checked.ok
    ? { row, owner, name: checked.value.name, draft: checked.value }
    : { row, owner, name, error: inColumn(checked.error, entry.headings) };
}

function inColumn(error: CardwrightError, headings: Headings = {}): CardwrightError {
  return error instanceof FieldError ? error.inColumn(headings) : error;
}

/** Of two keys for one place neither is preferred. */
function refuseRepeated(entries: readonly CheckedEntry[]): readonly CheckedEntry[] {
  const places = Map.groupBy(entries, ({ owner, name }) =>
    owner === undefined || name === undefined ? undefined : JSON.stringify([owner.by, owner.value, name]),
  );
  places.delete(undefined);
  const repeated = new Map<CheckedEntry, number>();
  for (const same of places.values())
    if (same.length > 1)
      for (const [at, entry] of same.entries()) repeated.set(entry, (same[at === 0 ? 1 : 0] ?? entry).row);
  return entries.map((entry) => {
    const other = repeated.get(entry);
    return other === undefined || entry.error !== undefined
      ? entry
      : { ...entry, error: twiceInFile(entry.name ?? '', other) };
  });
}
