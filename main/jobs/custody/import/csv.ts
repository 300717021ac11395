import { CardwrightError, InputError } from '../../../base/error.ts';
import { type CsvRecord, readCsvRecords } from '../../../procedures/profile/csv-records.ts';
import { type Column, columnOf, isKeyField } from './column.ts';
import { entryOf, safeName } from './entry-of.ts';
import { columnTwice, malformedFile, noKeysInRow, rowTooLong, tooManyKeys, unknownColumn } from './errors.ts';
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
  const entries: KeyFileEntry[] = [];
  for (const record of records) {
    for (const entry of entriesOf(record, columns)) entries.push(entry);
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

function layoutOf(headings: readonly string[]): readonly Column[] {
  if (headings.length > mostColumns) throw malformedFile(`it has more than ${mostColumns} columns`);
  const columns = headings.map(columnOf);
  // Without a header the first line holds keys: then no heading is named.
  if (!columns.some((column) => column?.to === 'owner'))
    throw malformedFile('its first line names no column iccid, eid or iin');
  const known = new Set<string>();
  return columns.map((column, at) => {
    const name = safeName(headings[at]?.trim() ?? '');
    const where = name === undefined ? `Column ${at + 1}` : `The column “${name}”`;
    if (column === undefined) throw unknownColumn(where, at + 1);
    const place = JSON.stringify(column.to === 'aside' ? [column.to, name] : placeOf(column));
    if (known.has(place)) throw columnTwice(where, at + 1);
    known.add(place);
    return column;
  });
}

function placeOf(column: Exclude<Column, { to: 'aside' }>): unknown {
  return column.to === 'set' ? [column.set, column.field, column.checkValue] : column;
}

type Fields = Record<string, unknown>;

function entriesOf({ line, cells }: CsvRecord, columns: readonly Column[]): readonly KeyFileEntry[] {
  const whose = whoseRow(cells, columns);
  if (cells.slice(columns.length).some((cell) => cell.trim() !== ''))
    return [{ row: line, error: rowTooLong(), whose }];
  const found: Fields[] = [];
  const sets = new Map<string, Fields>();
  const withKeys = new Set<string>();
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]?.trim() ?? '';
    if (column.to === 'aside' || column.to === 'owner' || isNone(cell, column)) continue;
    if (column.to === 'card-key') found.push({ kind: column.to, name: column.name, value: cell });
    else {
      const set = sets.get(column.set) ?? { ...column.base };
      sets.set(column.set, set);
      if (isKeyField(column.field)) withKeys.add(column.set);
      if (column.checkValue) set['checkValues'] = { ...asFields(set['checkValues']), [column.field]: cell };
      else set[column.field] = fieldValue(column.field, cell);
    }
  }
  // What only says how, without a key, is the same for all rows and means nothing for this card.
  for (const [name, set] of sets) if (withKeys.has(name)) found.push(set);
  if (found.length === 0) return [{ row: line, error: noKeysInRow(), whose }];
  return found.map((fields) => entryOf(line, { ...fields, ...whose }));
}

function whoseRow(cells: readonly string[], columns: readonly Column[]): Whose {
  const given = columns.flatMap((column, at) => {
    const cell = cells[at]?.trim() ?? '';
    return column.to !== 'owner' || isNone(cell, column) ? [] : [[column.by, cell] as const];
  });
  return Object.fromEntries(given);
}

function isNone(cell: string, column: Column): boolean {
  return cell === '' || (cell === '0' && (column.to !== 'set' || isKeyField(column.field)));
}

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {};
