import * as z from 'zod';
import { instant } from './card.ts';
import { errorDoc } from './error.ts';

/** A call that takes its time: has an id, progress and a cancel. The id is chosen by the caller, a UUID. */
export const operationDoc = z.strictObject({
  id: z.string(),
  call: z.string(),
  reader: z.string().optional(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: instant,
  endedAt: instant.optional(),
  error: errorDoc.optional(),
});
export type OperationDoc = z.infer<typeof operationDoc>;

export const progressDoc = z.strictObject({
  operation: z.string(),
  /** What is being done, in the user's terms: `Writing EF_1M2MSID`. */
  what: z.string(),
  done: z.number().int(),
  /** Absent while the total is not known: the bar is then honest about it. */
  total: z.number().int().optional(),
  /** The step of the plan this is about and its new state. */
  step: z
    .strictObject({
      index: z.number().int(),
      state: z.enum(['pending', 'intended', 'done', 'failed', 'unknown', 'skipped']),
      sw: z.string().optional(),
      startedAt: instant.optional(),
      endedAt: instant.optional(),
    })
    .optional(),
});
export type ProgressDoc = z.infer<typeof progressDoc>;
