import * as z from 'zod';
import { instant } from './card.ts';

/** One exchange with a card, named, decoded and redacted. */
export const traceDoc = z.strictObject({
  number: z.number().int(),
  at: instant,
  reader: z.string(),
  /** `READ BINARY`. */
  name: z.string(),
  /** Bytes sent; secret data are replaced by `••`, two characters a byte. */
  command: z.string(),
  /** Bytes answered without the status word, redacted likewise; absent when the card did not answer. */
  response: z.string().optional(),
  sw: z.string().optional(),
  /** Meaning of the status word or, without one, of the failure. */
  meaning: z.string(),
  /** Explanations of the command, one a line: `SFI 0A, offset 0`. */
  decoded: z.array(z.string()),
  elapsedMs: z.number(),
});
export type TraceDoc = z.infer<typeof traceDoc>;
