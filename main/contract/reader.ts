import * as z from 'zod';
import { cardIdentityDoc, healthWord, hexText } from './card.ts';
import { errorDoc } from './error.ts';

export const readerDoc = z.strictObject({
  /** Stable while the reader is attached; the PC/SC name. */
  id: z.string(),
  name: z.string(),
  simulated: z.boolean(),
  state: z.enum(['empty', 'card', 'mute', 'held', 'unavailable']),
  /** An operation runs on this reader. */
  busy: z.boolean(),
  atr: hexText.optional(),
  card: cardIdentityDoc.optional(),
  health: healthWord.optional(),
  /** Why there is no card to work with, in four parts. */
  problem: errorDoc.optional(),
});
export type ReaderDoc = z.infer<typeof readerDoc>;

export const readerListDoc = z.strictObject({
  /** Whether the PC/SC service answers. */
  service: z.enum(['running', 'not-running', 'no-permission', 'not-installed', 'disabled']),
  problem: errorDoc.optional(),
  readers: z.array(readerDoc),
});
export type ReaderListDoc = z.infer<typeof readerListDoc>;

/** One thing the driver diagnosis looked at. */
export const diagnosisItemDoc = z.strictObject({
  check: z.string(),
  result: z.enum(['good', 'attention', 'fault', 'unknown']),
  what: z.string(),
  remedy: z.string().optional(),
  /** A command to run, where one helps. */
  command: z.string().optional(),
});
export type DiagnosisItemDoc = z.infer<typeof diagnosisItemDoc>;
