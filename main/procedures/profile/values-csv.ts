import { InputError } from '../../base/error.ts';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';
import { normaliseIccid } from './iccid-text.ts';
import { resolveValues, type ValueProblem } from './resolve-values.ts';
import type { Profile, ProfileValues } from './types.ts';

export interface CsvRow {
  /** Line in the file where the row begins; the header is 1. */
  readonly line: number;
  /** From the column `iccid`: the row belongs to that card. Digits only. */
  readonly iccid?: string;
  readonly values: ProfileValues;
  readonly problems: readonly ValueProblem[];
}

export interface ValuesCsv {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Columns beyond this are refused as a whole: a profile has at most a hundred variables. */
const mostColumns = 1000;
/** Cells that belong to no column: further ones of a row are not listed. */
const mostExtraCells = 3;

/**
 * The rows of a CSV as values for `profile`: a column is a variable, the column `iccid` assigns the row to a card, items of a list
 * variable are separated by spaces or `|`. Comma or semicolon, quoted cells, byte order mark, CRLF. Every row that holds anything is
 * returned; what is wrong with it is in its `problems`.
 * @throws InputError `csv.encoding` for UTF-16, `csv.malformed` for quotes that do not match, `csv.empty`, `csv.too-long`
 */
export function parseValuesCsv(profile: Profile, source: string | Uint8Array): ValuesCsv {
  const records = readCsvRecords(source);
  const header = records.shift();
  if (header === undefined)
    throw new InputError('csv.empty', 'The CSV is empty.', {
      hint: 'The first line names the variables of the profile; each further line is one card.',
    });
  const columns = header.cells.map((cell) => cell.trim());
  if (columns.length > mostColumns) throw tooWide();
  const layout = readLayout(columns, profile);
  const rows = records.map((record) => readRow(record, columns, layout, profile));
  return { columns, rows: markDuplicates(rows) };
}

function tooWide(): InputError {
  return new InputError('csv.too-long', `The CSV has more than ${mostColumns} columns.`, {
    hint: 'Check that this is the right file: a column is a variable of the profile.',
  });
}

/** What each column is, and the problems that every row has because of the header. */
interface Layout {
  readonly iccidColumn: number | undefined;
  /** Column of a variable. */
  readonly variables: ReadonlyMap<number, { readonly name: string; readonly list: boolean }>;
  readonly problems: readonly ValueProblem[];
}

function readLayout(columns: readonly string[], profile: Profile): Layout {
  // Spreadsheets like to write headings with capitals.
  const names = columns.map((name) => name.toLowerCase());
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  const variables = new Map<number, { name: string; list: boolean }>();
  for (const [at, name] of names.entries()) {
    const variable = profile.variables.find((each) => each.name === name);
    if (variable !== undefined && !repeated.has(name)) variables.set(at, variable);
  }
  const iccidColumn = names.indexOf('iccid');
  return {
    iccidColumn: iccidColumn < 0 || repeated.has('iccid') ? undefined : iccidColumn,
    variables,
    problems: [...repeated].map((name) => ({
      ...(profile.variables.some((each) => each.name === name) ? { variable: name } : {}),
      what: `The header names the column “${shortened(name)}” more than once.`,
      hint: 'Remove or rename all but one of them.',
    })),
  };
}

function readRow(record: CsvRecord, columns: readonly string[], layout: Layout, profile: Profile): CsvRow {
  const given: Record<string, string | readonly string[]> = {};
  const problems: ValueProblem[] = [...layout.problems];
  let iccid: string | undefined;
  for (const [at, raw] of record.cells.slice(0, columns.length + mostExtraCells).entries()) {
    const cell = raw.trim();
    const column = columns[at];
    const variable = layout.variables.get(at);
    if (at === layout.iccidColumn) {
      iccid = normaliseIccid(cell);
      if (iccid === undefined) problems.push(noIccid(cell));
    } else if (variable !== undefined) {
      if (cell !== '') given[variable.name] = variable.list ? cell.split(/[\s|]+/).filter(Boolean) : cell;
    } else if (cell !== '' && !columns.some((name, other) => name === column && other !== at))
      problems.push(unknownColumn(column, at));
  }
  if (record.cells.length < columns.length) problems.push(shortRow(record.cells.length, columns.length));
  const resolved = resolveValues(profile, given);
  return {
    line: record.line,
    ...(iccid === undefined ? {} : { iccid }),
    values: resolved.values,
    problems: [...problems, ...resolved.problems],
  };
}

const shortened = (text: string): string =>
  text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text.toWellFormed();

const noIccid = (cell: string): ValueProblem => ({
  what: cell === '' ? 'The row has no ICCID.' : `“${shortened(cell)}” is not an ICCID.`,
  hint: 'An ICCID has 18 to 20 digits.',
});

const unknownColumn = (column: string | undefined, at: number): ValueProblem => ({
  what:
    column === undefined
      ? `The row has more cells than the header: cell ${at + 1} belongs to no column.`
      : `The column “${shortened(column)}” is not a variable of the profile.`,
  hint: 'Rename or remove it; its value would not be written.',
});

const shortRow = (cells: number, columns: number): ValueProblem => ({
  what: `The row has ${cells} cells, the header ${columns}.`,
  hint: 'Check for a missing separator.',
});

/** Two rows for one card: neither is preferred. */
function markDuplicates(rows: readonly CsvRow[]): CsvRow[] {
  const lines = new Map<string, number[]>();
  for (const { iccid, line } of rows)
    if (iccid !== undefined) lines.set(iccid, [...(lines.get(iccid) ?? []), line]);
  return rows.map((row) => {
    const [first, second] = lines.get(row.iccid ?? '') ?? [];
    if (second === undefined) return row;
    const what = `The ICCID is also in line ${first === row.line ? second : first}.`;
    return { ...row, problems: [...row.problems, { what, hint: 'Keep one row for each card.' }] };
  });
}
