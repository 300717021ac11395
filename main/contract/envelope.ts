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

/*
 * The channel between the engine's own process and the host that forked it (`child_process.fork`, JSON). It carries requests down, answers
 * and events up, and these messages beside them. It never reaches a renderer or a browser.
 *
 * - The host's first message is `engineStart`; the engine answers `engineReady` or `engineFailed`, then handles requests in order of arrival.
 * - A host that offers an OS keychain answers each `keychainRequest` with one `keychainAnswer` of the same id. The bytes are the key that
 *   protects the vault, so they are kept out of every log.
 * - The engine ends by itself when the channel is disconnected; a host that wants it to end in order disconnects and waits for the exit.
 * - Whoever forks sets UV_THREADPOOL_SIZE (readers + 4, at least 16) in the environment: PC/SC calls block a libuv thread each, and the size
 *   of the pool cannot be changed once the process runs.
 */

/** First message of the host: how the engine is to be made. */
export const engineStart = z.strictObject({
  start: z.strictObject({
    /** Absolute path of the data folder; made when it is missing. */
    folder: z.string().min(1),
    host: z.enum(['app', 'station', 'cli']),
    pcsc: z.boolean(),
    simulator: z.boolean(),
    version: z.string(),
    /** The host answers `keychainRequest`; without it the vault takes a passphrase. */
    keychain: z.boolean(),
  }),
});
export type EngineStart = z.infer<typeof engineStart>;

export const engineReady = z.strictObject({ ready: z.strictObject({ pid: z.number().int() }) });
export type EngineReady = z.infer<typeof engineReady>;

export const engineFailed = z.strictObject({ failed: errorDoc });
export type EngineFailed = z.infer<typeof engineFailed>;

/** `available`: can the OS keychain be trusted (not plain text)? `wrap`/`unwrap`: encrypt or decrypt `bytes` under it. */
export const keychainRequest = z.union([
  z.strictObject({ keychain: z.literal('available'), id: z.string() }),
  z.strictObject({ keychain: z.enum(['wrap', 'unwrap']), id: z.string(), bytes: z.base64() }),
]);
export type KeychainRequest = z.infer<typeof keychainRequest>;

export const keychainAnswer = z.union([
  z.strictObject({
    keychain: z.literal('available'),
    id: z.string(),
    ok: z.literal(true),
    available: z.boolean(),
  }),
  z.strictObject({
    keychain: z.enum(['wrap', 'unwrap']),
    id: z.string(),
    ok: z.literal(true),
    bytes: z.base64(),
  }),
  z.strictObject({
    keychain: z.enum(['available', 'wrap', 'unwrap']),
    id: z.string(),
    ok: z.literal(false),
    error: errorDoc,
  }),
]);
export type KeychainAnswer = z.infer<typeof keychainAnswer>;

export const hostToEngine = z.union([engineStart, requestEnvelope, keychainAnswer]);
export type HostToEngine = z.infer<typeof hostToEngine>;

export const engineToHost = z.union([
  engineReady,
  engineFailed,
  keychainRequest,
  answerEnvelope,
  eventEnvelope,
]);
export type EngineToHost = z.infer<typeof engineToHost>;
