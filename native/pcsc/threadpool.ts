/**
 * Every exchange and the wait for changes block a thread of libuv's pool, which has four threads unless UV_THREADPOOL_SIZE says
 * otherwise when the pool is first used. With too few of them readers wait for each other. A host therefore sets the variable before
 * anything else runs: for a child process in its environment, for its own process as the first statement, ahead of any import that
 * does more than declare.
 */
const variable = 'UV_THREADPOOL_SIZE';

/** What pcsc-lite can have at once (PCSCLITE_MAX_READERS_CONTEXTS). */
const mostReaders = 16;

/** The wait for changes, and four for files, name look-ups and cryptography as without readers. */
const others = 1 + 4;

/** Threads that keep `readers` readers from waiting for each other. */
export function threadsFor(readers: number): number {
  return readers + others;
}

/** `env` with a pool large enough for all readers that a machine can have; a larger one that was asked for stays. */
export function withThreadPool(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const wanted = threadsFor(mostReaders);
  return Number(env[variable]) >= wanted ? env : { ...env, [variable]: String(wanted) };
}

/** How many readers can work at the same time in this process. */
export function readersAtOnce(env: NodeJS.ProcessEnv = process.env): number {
  const threads = Number(env[variable] ?? 4);
  return Math.max(1, (Number.isFinite(threads) ? threads : 4) - others);
}
