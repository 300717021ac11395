import * as z from 'zod';
import { entryOf } from './entry-of.ts';
import { malformedFile, tooManyKeys } from './errors.ts';
import { type KeyFile, mostEntries } from './key-file.ts';

const document = z.strictObject({
  format: z.literal('cardwright-keys'),
  version: z.int(),
  sets: z.array(z.unknown()),
});

/**
 * A file of keys in JSON: `{"format": "cardwright-keys", "version": 1, "sets": […]}`, each set as `RawSet` says. Total; contents are never
 * repeated in an error.
 * @throws InputError `keys.file`, `keys.too-many`
 */
export function parseJsonKeys(text: string): KeyFile {
  const parsed = document.safeParse(parse(text));
  if (!parsed.success) throw malformedFile('it is JSON, but no file of keys in the format “cardwright-keys”');
  const { version, sets } = parsed.data;
  if (version !== 1)
    throw malformedFile(`its version is ${version}, and Cardwright reads version 1`, { version });
  if (sets.length > mostEntries) throw tooManyKeys(mostEntries);
  checkMembers(text);
  const entries = sets.map((set, at) => entryOf(at + 1, set));
  return { entries, leftAside: [] };
}

/** Without the error of JSON.parse: it repeats a piece of the text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedFile('it is not JSON');
  }
}

/** Lists in sets in a list: a file of keys has no deeper ones. */
const deepest = 20;

/** JSON.parse silently takes the last of two members; of two keys neither is to be preferred. @param text valid JSON */
function checkMembers(text: string): void {
  const objects: Set<string>[] = [];
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '{' || mark === '[') {
      objects.push(new Set());
      if (objects.length > deepest) throw malformedFile('it is nested deeper than any file of keys');
    }
    if (mark === '}' || mark === ']') objects.pop();
    else if (mark === '"') {
      const end = endOfString(text, at);
      last = text.slice(at, end + 1);
      at = end;
    } else if (mark === ':') {
      const names = objects.at(-1);
      const name = String(JSON.parse(last));
      if (names?.has(name) === true) throw malformedFile('an object in it has two members of the same name');
      names?.add(name);
    }
  }
}

/** Where the quotation mark that closes the text begun at `start` stands. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
