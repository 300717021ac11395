import type { InputError } from '../../../base/error.ts';
import { badField } from './errors.ts';
import { type RawSet, rawSet } from './raw-set.ts';

const hint = 'Look the field up in “keys import --help”.';

/** Something that was read from a file, as a key or key set, or the error that says which field does not fit. Never repeats a content. */
export function rawSetOf(value: unknown): RawSet | InputError {
  const parsed = rawSet.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys')
    return badField(safeName(issue.keys[0] ?? '') ?? '?', 'is none that Cardwright knows', hint);
  const field = (issue?.path ?? []).map((part) => safeName(String(part)) ?? '?').join('.');
  return badField(field || 'kind', 'does not fit', hint);
}

/** A name that may be shown: a short number, or one that looks like a name and not like a key that stands in the wrong place. */
export function safeName(text: string): string | undefined {
  if (/^\d{1,4}$/.test(text)) return text;
  const looksLikeName = /^[A-Za-z0-9_ -]{1,40}$/.test(text) && /[G-Zg-z_]/.test(text);
  return looksLikeName && !/[0-9A-Fa-f]{8}/.test(text) ? text : undefined;
}
