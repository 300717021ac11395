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
 * The records of a CSV, header included, without those that hold nothing. Comma or semicolon, quoted cells, byte order mark, CRLF.
 * @throws InputError `csv.encoding` for UTF-16, `csv.malformed` for quotes that do not match, `csv.too-long`
 */
export function readCsvRecords(source: string | Uint8Array): CsvRecord[] {
  const given = typeof source === 'string' ? source : decodeText(source);
  // One kind of line break, so that lines are counted right inside quotation marks, too.
  const text = given.replace(/\r\n?/g, '\n');
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

/** Bytes that are not UTF-8 become U+FFFD, which the row's problems then name. */
function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new InputError('csv.encoding', 'The CSV is in UTF-16, not in UTF-8.', {
      hint: 'Save it again as “CSV UTF-8”.',
    });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function tooLong(): InputError {
  return new InputError('csv.too-long', `The CSV has more than ${mostRows} rows.`, {
    hint: 'Split it into smaller files.',
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
