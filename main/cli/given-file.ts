import { readFileSync } from 'node:fs';
import { InputError } from '../base/error.ts';

/** The text of a file that the user names and that holds no secret; `-` is standard input. @throws InputError `file.unreadable` */
export function readGivenFile(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (cause) {
    throw new InputError('file.unreadable', `The file ${path} cannot be read.`, {
      hint: 'Check its name and its permissions.',
      cause,
    });
  }
}

/** `name=value` lines, or one JSON object of texts and numbers. Names in lower case. @throws InputError `file.no-values` */
export function valuesIn(text: string): ReadonlyMap<string, string> {
  const trimmed = text.trim();
  const pairs = trimmed.startsWith('{') ? fromJson(trimmed) : fromLines(trimmed);
  if (pairs.length === 0) throw noValues();
  return new Map(pairs.map(([name, value]) => [name.trim().toLowerCase(), value.trim()]));
}

function fromJson(text: string): readonly (readonly [string, string])[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw noValues();
  }
  if (typeof parsed !== 'object' || parsed === null) throw noValues();
  return Object.entries(parsed).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'string' && typeof value !== 'number') throw noValues();
    return [name, `${value}`];
  });
}

function fromLines(text: string): readonly (readonly [string, string])[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const at = line.search(/[=:]/);
    if (at < 1) throw noValues();
    return [line.slice(0, at), line.slice(at + 1)];
  });
}

/** What stands there is not repeated: it may be a key. */
function noValues(): InputError {
  return new InputError('file.no-values', 'The file does not hold values with their names.', {
    hint: 'Write one name=value a line, or one JSON object.',
  });
}
