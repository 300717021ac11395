import * as z from 'zod';

/** A column that holds a document as JSON text; malformed JSON and a document that breaks its schema are both refused. */
export function jsonColumn<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

export const bytesColumn = z.instanceof(Uint8Array);
/** Milliseconds since the epoch. */
export const instantColumn = z.int();
export const flagColumn = z.union([z.literal(0), z.literal(1)]).transform((flag) => flag === 1);
export const countRow = z.object({ count: z.int() });
