import { setTimeout as pause } from 'node:timers/promises';
import { CancelledError, NetworkError } from '../../base/error.ts';

export interface RetryOptions {
  /** In all, 1 or more; default 3. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt; doubled for each further one. Default 500. */
  readonly firstPause?: number;
  /** Default: real time. */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** What may pass by itself. A refusal does not: it would only be refused again, and each challenge uses a sequence number. */
const passing: ReadonlySet<string> = new Set(['gba.bsf-unreachable', 'gba.bsf-timeout', 'gba.bsf-failed']);

/** Does `work` again after a network error that may pass. @throws what the last attempt threw, CancelledError */
export async function withRetries<T>(
  work: () => Promise<T>,
  { attempts = 3, firstPause = 500, sleep = realSleep }: RetryOptions,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NetworkError) || !passing.has(error.code) || attempt >= attempts) throw error;
      await sleep(firstPause * 2 ** (attempt - 1), signal);
    }
  }
}

async function realSleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pause(ms, undefined, signal === undefined ? {} : { signal });
  } catch {
    // The only reason for a pause to end early.
    throw new CancelledError('The bootstrapping was not completed; it can be begun again.');
  }
}
