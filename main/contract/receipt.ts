import * as z from 'zod';
import { instant, pathText } from './card.ts';
import { errorDoc } from './error.ts';
import { stepState, verificationItemDoc } from './plan.ts';
import { valuesDoc } from './profile.ts';

/**
 * What was asked, what was done, what was read back, by whom, when, on which reader. `hash` is the SHA-256 over the canonical JSON
 * (RFC 8785) of all other members; `previousHash` is the hash of the receipt before, 64 zeros for the first.
 */
export const receiptDoc = z.strictObject({
  /** Counts up from 1 without gaps in one station. */
  number: z.number().int(),
  id: z.string(),
  planId: z.string(),
  kind: z.enum(['provision', 'wipe']),
  result: z.enum(['verified', 'mismatch', 'stopped', 'cancelled', 'interrupted']),
  iccid: z.string(),
  atr: z.string(),
  reader: z.string(),
  simulated: z.boolean(),
  station: z.string(),
  operator: z.string(),
  startedAt: instant,
  finishedAt: instant,
  profile: z.strictObject({ id: z.string(), digest: z.string() }),
  values: valuesDoc,
  target: pathText,
  route: z.string(),
  /** Name of the key set of the route, where it has one. */
  keySet: z.string().optional(),
  /** ENVELOPEs sent, on the route scp80. */
  envelopes: z.number().int().optional(),
  done: z.array(
    z.strictObject({
      index: z.number().int(),
      kind: z.string(),
      path: pathText,
      file: z.string(),
      record: z.number().int().optional(),
      before: z.string().optional(),
      after: z.string().optional(),
      state: stepState,
      sw: z.string().optional(),
    }),
  ),
  readBack: z.array(verificationItemDoc),
  apdus: z.number().int(),
  error: errorDoc.optional(),
  previousHash: z.string(),
  hash: z.string(),
});
export type ReceiptDoc = z.infer<typeof receiptDoc>;

export const receiptSummaryDoc = receiptDoc.pick({
  number: true,
  id: true,
  kind: true,
  result: true,
  iccid: true,
  reader: true,
  simulated: true,
  operator: true,
  finishedAt: true,
  profile: true,
});
export type ReceiptSummaryDoc = z.infer<typeof receiptSummaryDoc>;

export const chainCheckDoc = z.strictObject({
  intact: z.boolean(),
  checked: z.number().int(),
  /** Number of the first receipt that does not fit, and why. */
  brokenAt: z.number().int().optional(),
  why: z.string().optional(),
});
export type ChainCheckDoc = z.infer<typeof chainCheckDoc>;

export const auditDoc = z.strictObject({
  number: z.number().int(),
  at: instant,
  operator: z.string(),
  origin: z.enum(['app', 'station', 'cli', 'engine']),
  /** Name of the call or of the event. */
  action: z.string(),
  reader: z.string().optional(),
  iccid: z.string().optional(),
  outcome: z.enum(['started', 'done', 'failed', 'cancelled']),
  /** One sentence, never a secret. */
  what: z.string(),
});
export type AuditDoc = z.infer<typeof auditDoc>;
