import { CardwrightError } from '../../base/error.ts';

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: CardwrightError };

/** Runs what may refuse and keeps the refusal as a value; a defect of ours still surfaces. */
export function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    if (error instanceof CardwrightError) return { ok: false, error };
    throw error;
  }
}
