import { NetworkError } from '../../base/error.ts';

/** Names the server in what is wrong with its headers: the errors of HTTP Digest do not know whose they are. */
export async function saidBy<T>(who: 'bsf' | 'naf', server: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NetworkError) || error.details['who'] !== undefined) throw error;
    const { code, message, hint, meaning, clause, details } = error;
    throw new NetworkError(code, message, {
      hint,
      ...(meaning === undefined ? {} : { meaning }),
      ...(clause === undefined ? {} : { clause }),
      details: { ...details, who, server },
      cause: error,
    });
  }
}
