import * as z from 'zod';
import type { InputError } from '../../../base/error.ts';
import { badField } from './errors.ts';
import type { KeyFileEntry } from './key-file.ts';
import { rawSet } from './raw-set.ts';

const hint = 'Look the field up in “keys import --help”.';

const whose = z.object({
  iccid: z.string().exactOptional(),
  eid: z.string().exactOptional(),
  iin: z.string().exactOptional(),
});

/** What stands in `row` of a file, as a key or key set, or with the error that says which field does not fit. Never repeats a content. */
export function entryOf(row: number, value: unknown): KeyFileEntry {
  const parsed = rawSet.safeParse(value);
  if (parsed.success) return { row, raw: parsed.data };
  const owner = whose.safeParse(value);
  const error = misfit(parsed.error);
  return owner.success ? { row, error, whose: owner.data } : { row, error };
}

function misfit({ issues: [issue] }: z.ZodError): InputError {
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
