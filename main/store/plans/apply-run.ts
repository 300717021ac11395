import * as z from 'zod';
import { hexText, instant } from '../../contract/card.ts';
import { auditDoc } from '../../contract/receipt.ts';

/** Under what a plan is being applied. On disk before the first key is presented, so that a receipt can be written whatever happens. */
export const applyRun = z.strictObject({
  /** The id its receipt will have: one run, one receipt. */
  receipt: z.string(),
  startedAt: instant,
  reader: z.string(),
  atr: hexText,
  station: z.string(),
  operator: z.string(),
  origin: auditDoc.shape.origin,
});
export type ApplyRun = z.infer<typeof applyRun>;
