import type { CardwrightError } from '../../../base/error.ts';
import { attempt } from '../../../channel/scp80/attempt.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import type { Stepwise } from '../stepwise.ts';
import { draftOf, nameOf, ownerOf } from './check-set.ts';
import { type Draft, type FileDefaults, overwriteDraft } from './draft.ts';
import { rounded, twiceInFile } from './errors.ts';
import { FieldError, type Headings } from './field-error.ts';
import type { KeyFile, KeyFileEntry } from './key-file.ts';
import { hasCheckDigit } from './owner.ts';

/** One key or key set of a file, checked in itself and against the rest of the file. */
export interface CheckedEntry {
  readonly row: number;
  readonly owner?: KeyOwnerDoc;
  readonly name?: string;
  /** Absent when it is refused. */
  readonly draft?: Draft;
  readonly error?: CardwrightError;
  /** The ICCID was taken although its last digit does not check the others. */
  readonly wrongCheckDigit?: boolean;
}

/** Never throws for what is in the file: each entry has a draft or an error. The drafts are overwritten when it is not run to its end. */
export function* checkEntries(
  { entries }: KeyFile,
  defaults: FileDefaults,
): Stepwise<readonly CheckedEntry[]> {
  const checked: CheckedEntry[] = [];
  const roundedNames = namesOfRounded(entries);
  let isComplete = false;
  try {
    for (const entry of entries) {
      const { raw } = entry;
      const isRounded = raw?.kind === 'card-key' && roundedNames.has(raw.name) && has16Digits(raw.value);
      checked.push(checkEntry(entry, defaults, isRounded));
      yield { what: 'Reading the file of keys', done: checked.length, total: entries.length };
    }
    const all = refuseRepeated(checked);
    isComplete = true;
    return all;
  } finally {
    if (!isComplete) for (const { draft } of checked) if (draft !== undefined) overwriteDraft(draft);
  }
}

/** 16 decimal digits are hexadecimal ones, and more than the 15 that a spreadsheet keeps of a number. */
const has16Digits = (text: string): boolean => /^\d{16}$/.test(text.trim());

/** Names of keys whose decimal values all end with 0, as those of a spreadsheet do. */
function namesOfRounded(entries: KeyFile['entries']): ReadonlySet<string> {
  const long = entries.flatMap(({ raw }) =>
    raw?.kind === 'card-key' && has16Digits(raw.value) ? [raw] : [],
  );
  const exact = new Set(long.filter(({ value }) => !value.trim().endsWith('0')).map(({ name }) => name));
  return new Set(long.map(({ name }) => name).filter((name) => !exact.has(name)));
}

function checkEntry(entry: KeyFileEntry, defaults: FileDefaults, isRounded: boolean): CheckedEntry {
  const { row, raw } = entry;
  if (raw === undefined) {
    const { error } = entry;
    const whose = attempt(() => ownerOf(entry.whose ?? {}, defaults));
    return whose.ok ? { row, owner: whose.value, error } : { row, error };
  }
  const name = nameOf(raw);
  const whose = attempt(() => ownerOf(raw, defaults));
  if (!whose.ok) return { row, name, error: whose.error };
  const owner = whose.value;
  if (isRounded) return { row, owner, name, error: rounded(name) };
  const checked = attempt(() => draftOf(raw, owner, defaults));
  return checked.ok
    ? {
        row,
        owner,
        name: checked.value.name,
        draft: checked.value,
        ...(hasCheckDigit(owner) ? {} : { wrongCheckDigit: true }),
      }
    : { row, owner, name, error: inColumn(checked.error, entry.headings) };
}

function inColumn(error: CardwrightError, headings: Headings = new Map()): CardwrightError {
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
