import { NetworkError } from '../../base/error.ts';

/** Names the server in what is wrong with its headers: the errors of HTTP Digest do not know whose they are. */
export async function saidBy<T>(who: 'bsf' | 'naf', server: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof NetworkError ? attributed(error, who, server) : error;
  }
}

/** The same error with who refused in its details; one that tells it already stays as it is. */
export function attributed(error: NetworkError, who: 'bsf' | 'naf', server: string): NetworkError {
  const { code, message, hint, meaning, clause, details } = error;
  if (details['who'] !== undefined) return error;
  return new NetworkError(code, message, {
    hint,
    ...(meaning === undefined ? {} : { meaning }),
    ...(clause === undefined ? {} : { clause }),
    details: { ...details, who, server },
    cause: error,
  });
}
