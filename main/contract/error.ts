import * as z from 'zod';

export const errorKind = z.enum([
  'input',
  'reader',
  'card',
  'access',
  'mismatch',
  'interrupted',
  'store',
  'network',
  'cancelled',
  'internal',
]);

/** An error as it crosses to a user interface: the four parts of UX.md. */
export const errorDoc = z.strictObject({
  /** Stable and dotted; the key of the translation. */
  code: z.string(),
  kind: errorKind,
  /** What happened. */
  what: z.string(),
  /** What it means for this card. */
  meaning: z.string().optional(),
  /** What to do now. */
  hint: z.string(),
  clause: z.string().optional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type ErrorDoc = z.infer<typeof errorDoc>;
