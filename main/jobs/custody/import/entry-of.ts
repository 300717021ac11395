import * as z from 'zod';
import { badField, unknownField } from './errors.ts';
import type { FieldError, Headings } from './field-error.ts';
import type { KeyFileEntry } from './key-file.ts';
import { rawSet } from './raw-set.ts';

const whose = z.object({
  iccid: z.string().exactOptional(),
  eid: z.string().exactOptional(),
  iin: z.string().exactOptional(),
});

/**
 * What stands in `row` of a file, as a key or key set, or with the error that says which field does not fit. Never repeats a content.
 * @param headings of a CSV
 */
export function entryOf(row: number, value: unknown, headings?: Headings): KeyFileEntry {
  const parsed = rawSet.safeParse(value);
  if (parsed.success) return { row, raw: parsed.data, ...(headings === undefined ? {} : { headings }) };
  const owner = whose.safeParse(value);
  const error = misfit(parsed.error, value).inColumn(headings ?? new Map());
  return owner.success ? { row, error, whose: owner.data } : { row, error };
}

function misfit({ issues: [issue] }: z.ZodError, value: unknown): FieldError {
  const path = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys')
    return unknownField(safeName(issue.keys[0] ?? '') ?? '?', path.length === 0 ? membersOf(value) : []);
  const [first, second] = path;
  if (first === 'checkValues' && second !== undefined)
    return badField(`${String(second)}_kcv`, 'does not fit');
  return badField(path.map((part) => safeName(String(part)) ?? '?').join('.') || 'kind', 'does not fit');
}

/** Of a set of the kind that `value` says. */
function membersOf(value: unknown): readonly string[] {
  const said = z.object({ kind: z.string() }).safeParse(value);
  const form = rawSet.options.find(({ shape }) => shape.kind.value === said.data?.kind);
  return form === undefined ? [] : Object.keys(form.shape);
}

/** A name that may be shown: a short number, or one that looks like a name and not like a key that stands in the wrong place. */
export function safeName(text: string): string | undefined {
  if (/^\d{1,4}$/.test(text)) return text;
  const bare = text.replace(/[_ -]/g, '');
  const looksLikeName = /^[A-Za-z0-9_ -]{1,40}$/.test(text) && /[G-Zg-z]/.test(bare);
  // Sixteen bytes in base64 are one word of 22 characters.
  return looksLikeName && !/[0-9A-Fa-f]{8}/.test(bare) && !/[^_ -]{20}/.test(text) ? text : undefined;
}
