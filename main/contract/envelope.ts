import * as z from 'zod';
import { errorDoc } from './error.ts';

/**
 * What travels between a host and a user interface, over IPC and WebSocket alike. `id` is a UUID of the caller; it is the id of the
 * operation for long calls. Every request gets exactly one answer.
 */
export const requestEnvelope = z.strictObject({
  id: z.string().min(1).max(64),
  call: z.string(),
  input: z.unknown(),
});
export type RequestEnvelope = z.infer<typeof requestEnvelope>;

export const answerEnvelope = z.union([
  z.strictObject({ id: z.string(), ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ id: z.string(), ok: z.literal(false), error: errorDoc }),
]);
export type AnswerEnvelope = z.infer<typeof answerEnvelope>;

export const eventEnvelope = z.strictObject({ event: z.string(), data: z.unknown() });
export type EventEnvelope = z.infer<typeof eventEnvelope>;

/** What the preload puts on `window.cardwright`. */
export interface Bridge {
  request(envelope: RequestEnvelope): Promise<AnswerEnvelope>;
  onEvent(listener: (envelope: EventEnvelope) => void): () => void;
}
