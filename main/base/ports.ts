/** The time, injected so that tests can set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** Unique identifiers, injected so that tests can foresee them. */
export interface IdSource {
  /** A UUID, lower case, with hyphens. */
  next(): string;
}

export const systemClock: Clock = { now: () => Date.now() };
export const systemIds: IdSource = { next: () => globalThis.crypto.randomUUID() };
