import { CsvError, parse } from 'csv-parse/sync';
import { InputError } from '../../base/error.ts';
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

/** Rows beyond this are refused as a whole: a batch of cards is smaller. */
const mostRows = 100_000;

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
  const given = typeof source === 'string' ? source : decodeText(source);
  // One kind of line break, so that lines are counted right inside quotation marks, too.
  const text = given.replace(/\r\n?/g, '\n');
  const records = readRecords(text);
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

/** Bytes that are not UTF-8 become U+FFFD, which the row's problems then name. */
function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new InputError('csv.encoding', 'The CSV is in UTF-16, not in UTF-8.', {
      hint: 'Save it again as “CSV UTF-8”.',
    });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function readRecords(text: string): CsvRecord[] {
  try {
    const records: CsvRecord[] = [];
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: readonly string[], { lines }) => {
        if (records.length > mostRows) throw tooLong();
        // `lines` is the last line of the record.
        if (cells.some((cell) => cell.trim() !== ''))
          records.push({ line: lines - lineBreaksIn(cells), cells });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : undefined;
    throw new InputError(
      'csv.malformed',
      `The CSV cannot be read${line === undefined ? '' : ` near line ${line}`}.`,
      {
        hint: 'Check the quotation marks: a quoted cell is closed, and quotation marks in it are doubled.',
        details: { reason: error.code, ...(line === undefined ? {} : { line }) },
        cause: error,
      },
    );
  }
}

function tooLong(): InputError {
  return new InputError('csv.too-long', `The CSV has more than ${mostRows} rows.`, {
    hint: 'Split it into smaller files.',
  });
}

function tooWide(): InputError {
  return new InputError('csv.too-long', `The CSV has more than ${mostColumns} columns.`, {
    hint: 'Check that this is the right file: a column is a variable of the profile.',
  });
}

const lineBreaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);

/** Semicolons where the header has more of them than commas, as spreadsheets of many countries write. */
function delimiterOf(text: string): ',' | ';' {
  const header = text
    .slice(0, 20_000)
    .split(/[\r\n]/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const count = (mark: string): number => header.split(mark).length;
  return count(';') > count(',') ? ';' : ',';
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
