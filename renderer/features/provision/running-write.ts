import * as z from 'zod';

/** A write that this window has begun: ids of its plan and its operation, nothing secret. */
const runningWrite = z.strictObject({ plan: z.string(), operation: z.string() });
export type RunningWrite = z.infer<typeof runningWrite>;

const place = 'cardwright.write';

/** Kept with the window, so that the same window finds its write again when it was reloaded; another window has its own. */
export function keepWrite(write: RunningWrite): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(write));
  } catch {
    // A window that may keep nothing writes all the same; only a reload loses sight of it.
  }
}

export function forgetWrite(): void {
  sessionStorage.removeItem(place);
}

/** `undefined` also for what is no write of ours. */
export function keptWrite(): RunningWrite | undefined {
  const text = sessionStorage.getItem(place);
  if (text === null) return undefined;
  try {
    return runningWrite.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // not JSON
  }
}
