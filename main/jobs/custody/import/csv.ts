import { CardwrightError, InputError } from '../../../base/error.ts';
import { type CsvRecord, readCsvRecords } from '../../../procedures/profile/csv-records.ts';
import { type Column, columnOf, isKeyField } from './column.ts';
import { entryOf, safeName } from './entry-of.ts';
import {
  columnTwice,
  malformedFile,
  noKeysInRow,
  rounded,
  rowTooLong,
  tooManyKeys,
  unknownColumn,
} from './errors.ts';
import type { Headings } from './field-error.ts';
import { type KeyFile, type KeyFileEntry, mostEntries, type Whose } from './key-file.ts';
import { fieldValue } from './set-field.ts';

const mostColumns = 500;

/**
 * A file of keys in CSV: a row for each card, the headings of `columnOf`. An empty cell, or a single 0 for a key or an owner (as pySim
 * writes it), is none. Total; contents are never repeated in an error, nor is a heading that could be a key.
 * @throws InputError `csv.encoding`, `csv.malformed`, `csv.too-long`, `keys.file`, `keys.column`, `keys.column-twice`, `keys.too-many`
 */
export function parseCsvKeys(text: string): KeyFile {
  const [header, ...records] = recordsOf(text);
  if (header === undefined) throw malformedFile('it is empty');
  const columns = layoutOf(header.cells);
  const headings = headingsBySet(columns);
  const entries: KeyFileEntry[] = [];
  for (const record of records) {
    for (const entry of entriesOf(record, columns, headings)) entries.push(entry);
    if (entries.length > mostEntries) throw tooManyKeys(mostEntries);
  }
  const leftAside = header.cells.filter((_, at) => columns[at]?.to === 'aside');
  return { entries, leftAside: leftAside.map((name) => name.trim().toLowerCase()) };
}

/** Without the cause of the refusal: the CSV reader’s own error repeats cells. */
function recordsOf(text: string): CsvRecord[] {
  try {
    return readCsvRecords(text);
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    const { code, message, hint, details } = error;
    throw new InputError(code, message, { hint, details });
  }
}

function layoutOf(headings: readonly string[]): readonly (Column & { readonly heading: string })[] {
  if (headings.length > mostColumns) throw malformedFile(`it has more than ${mostColumns} columns`);
  const columns = headings.map(columnOf);
  // Without a header the first line holds keys: then no heading is named.
  if (!columns.some((column) => column?.to === 'owner'))
    throw malformedFile('its first line names no column iccid, eid or iin');
  const known = new Set<string>();
  return columns.map((column, at) => {
    const heading = headings[at]?.trim() ?? '';
    const name = safeName(heading);
    const where = name === undefined ? `Column ${at + 1}` : `The column “${name}”`;
    if (column === undefined) throw unknownColumn(where, at + 1);
    const place = placeOf(column, name);
    if (place !== undefined && known.has(place)) throw columnTwice(where, at + 1);
    if (place !== undefined) known.add(place);
    return { ...column, heading };
  });
}

/** Two columns with one place say the same. */
function placeOf(column: Column, name: string | undefined): string | undefined {
  if (column.to === 'blank') return undefined;
  if (column.to === 'aside') return JSON.stringify([column.to, name]);
  return JSON.stringify(column.to === 'set' ? [column.set, fieldOf(column)] : column);
}

/** As errors name it. */
const fieldOf = ({ field, checkValue }: Extract<Column, { to: 'set' }>): string =>
  checkValue ? `${field}_kcv` : field;

/** How the file calls the fields of each set; a column that would settle a doubt is named although it is not there. */
function headingsBySet(columns: ReturnType<typeof layoutOf>): ReadonlyMap<string, Headings> {
  const bySet = new Map<string, Map<string, string>>();
  for (const column of columns) {
    if (column.to !== 'set') continue;
    const headings = bySet.get(column.set) ?? new Map(column.ways);
    headings.set(fieldOf(column), column.heading);
    bySet.set(column.set, headings);
  }
  return bySet;
}

type Fields = Record<string, unknown>;

function entriesOf(
  { line, cells: written }: CsvRecord,
  columns: ReturnType<typeof layoutOf>,
  headings: ReadonlyMap<string, Headings>,
): readonly KeyFileEntry[] {
  const cells = written.map(cellText);
  const whose = whoseRow(cells, columns);
  if (cells.some((cell, at) => cell !== '' && (columns[at]?.to ?? 'blank') === 'blank'))
    return [{ row: line, error: rowTooLong(), whose }];
  const wrong = columns.find((column, at) => mustBeExact(column) && isScientific(cells[at] ?? ''));
  if (wrong !== undefined)
    return [{ row: line, error: rounded('').inColumn(new Map([['', wrong.heading]])), whose }];
  const found: { readonly fields: Fields; readonly headings?: Headings | undefined }[] = [];
  const sets = new Map<string, Fields>();
  const withKeys = new Set<string>();
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (column.to === 'aside' || column.to === 'blank' || column.to === 'owner' || isNone(cell, column))
      continue;
    if (column.to === 'card-key') found.push({ fields: { kind: column.to, name: column.name, value: cell } });
    else {
      const set = sets.get(column.set) ?? { ...column.base };
      sets.set(column.set, set);
      if (isKeyField(column.field)) withKeys.add(column.set);
      if (column.checkValue) set['checkValues'] = { ...asFields(set['checkValues']), [column.field]: cell };
      else set[column.field] = fieldValue(column.field, cell);
    }
  }
  // What only says how, without a key, is the same for all rows and means nothing for this card.
  for (const [name, fields] of sets)
    if (withKeys.has(name)) found.push({ fields, headings: headings.get(name) });
  if (found.length === 0) return [{ row: line, error: noKeysInRow(), whose }];
  return found.map((entry) => entryOf(line, { ...entry.fields, ...whose }, entry.headings));
}

/** Without what spreadsheets put around a number to keep it as it is: `'0012`, `="0012"`. */
function cellText(cell: string): string {
  const text = cell.trim();
  return (/^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^'/, '')).trim();
}

/** `8,98821E+18`: what a spreadsheet makes of a long number. */
const isScientific = (cell: string): boolean => /^\d{1,3}([.,]\d{0,20})?E[+-]\d{1,3}$/i.test(cell);

function mustBeExact(column: Column): boolean {
  return (
    column.to === 'owner' || column.to === 'card-key' || (column.to === 'set' && isKeyField(column.field))
  );
}

function whoseRow(cells: readonly string[], columns: readonly Column[]): Whose {
  const given = columns.flatMap((column, at) => {
    const cell = cells[at] ?? '';
    return column.to !== 'owner' || isNone(cell, column) ? [] : [[column.by, cell] as const];
  });
  return Object.fromEntries(given);
}

/** A PIN of zeros may have become a single one: that is for its own check to refuse. */
function isNone(cell: string, column: Column): boolean {
  if (cell === '') return true;
  if (cell !== '0') return false;
  return column.to === 'set' ? isKeyField(column.field) : !(column.to === 'card-key' && isPin(column.name));
}

const isPin = (name: string): boolean => name.startsWith('PIN');

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {};
