import { CsvError, parse } from 'csv-parse/sync';
import { InputError } from '../../base/error.ts';

/** Rows beyond this are refused as a whole: a batch of cards is smaller. */
const mostRows = 100_000;

export interface CsvRecord {
  /** Line in the file where it begins; the first is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The records of a CSV, header included, without those that hold nothing. Comma, semicolon or tab (a line `sep=;` says
 * which), quoted cells, byte order mark, CRLF.
 * @throws InputError `csv.encoding` for UTF-16, `csv.malformed` for quotes that do not match, `csv.too-long`
 */
export function readCsvRecords(source: string | Uint8Array): CsvRecord[] {
  const given = typeof source === 'string' ? source : decodeText(source);
  // One kind of line break, so that lines are counted right inside quotation marks, too.
  const lines = given.replace(/\r\n?/g, '\n');
  const said = saidDelimiter.exec(lines);
  // Of the line that says it the break stays, so that lines are counted right.
  const text = said === null ? lines : lines.slice(said[0].length);
  if (text.includes('\0')) throw wrongEncoding();
  try {
    const records: CsvRecord[] = [];
    parse(text, {
      bom: true,
      delimiter: said?.[1] ?? delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: readonly string[], { lines: last }) => {
        if (records.length > mostRows) throw tooLong();
        if (cells.some((cell) => cell.trim() !== ''))
          records.push({ line: last - lineBreaksIn(cells), cells });
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

/** Bytes that are not UTF-8 become U+FFFD, which the row's problems then name. */
function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) throw wrongEncoding();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function wrongEncoding(): InputError {
  return new InputError('csv.encoding', 'The CSV is in UTF-16, not in UTF-8.', {
    hint: 'Save it again as “CSV UTF-8”.',
  });
}

function tooLong(): InputError {
  return new InputError('csv.too-long', `The CSV has more than ${mostRows} rows.`, {
    hint: 'Split it into smaller files.',
  });
}

const lineBreaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);

/** Said by a spreadsheet in a line of its own, `sep=;`. */
const saidDelimiter = /^\uFEFF?"?sep=([,;\t])"?[,;\t]*(?=\n)/i;

/** Semicolons or tabs where the header has more of them than commas, as spreadsheets of many countries write. */
function delimiterOf(text: string): string {
  const header = text
    .slice(0, 20_000)
    .split(/[\r\n]/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const count = (mark: string): number => header.split(mark).length;
  return [';', '\t'].reduce((most, mark) => (count(mark) > count(most) ? mark : most), ',');
}
