import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../base/ports.ts';

/** A browser that stays away longer than this signs in again. */
const idleLimitMs = 12 * 3_600_000;

/** Who may talk to the station: one-time tokens become sessions, sessions are cookies. Nothing of it outlives the process. */
export class Sessions {
  #token = newSecret();
  /** Digest of the cookie → time of its last use. */
  readonly #seen = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The token for the next browser; 256 random bits, base64url. It changes when it has been used. */
  get token(): string {
    return this.#token;
  }

  /** The cookie's value for a right token, which is then spent; `undefined` for any other. Compared in constant time. */
  exchange(token: string): string | undefined {
    if (!timingSafeEqual(digest(token), digest(this.#token))) return undefined;
    this.#token = newSecret();
    const cookie = newSecret();
    this.#seen.set(digest(cookie).toString('hex'), this.#clock.now());
    return cookie;
  }

  /** Whether `cookie` belongs to a session; using it keeps the session alive. */
  knows(cookie: string | undefined): boolean {
    if (cookie === undefined) return false;
    const key = digest(cookie).toString('hex');
    const last = this.#seen.get(key);
    if (last === undefined) return false;
    const now = this.#clock.now();
    if (now - last > idleLimitMs) {
      this.#seen.delete(key);
      return false;
    }
    this.#seen.set(key, now);
    return true;
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
