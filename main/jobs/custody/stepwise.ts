import { setImmediate } from 'node:timers/promises';
import { CancelledError } from '../../base/error.ts';

/** How far a work has come. */
export interface StepsDone {
  /** What is being done. */
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** A long work that can be left after each of its steps; what it holds is freed in `finally`. */
export type Stepwise<T> = Generator<StepsDone, T, void>;

/** Milliseconds of work between two breaks: no other call of the engine waits longer. */
const slice = 20;

/** Runs a work to its end without a break, as within a transaction. */
export function atOnce<T>(work: Stepwise<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Runs a work with breaks in which the engine answers others.
 * @param meaning what it means when it was cancelled
 * @throws CancelledError; what the work throws
 */
export async function withBreaks<T>(
  work: Stepwise<T>,
  {
    signal,
    progress,
    meaning,
  }: {
    readonly signal: AbortSignal;
    readonly progress: (done: StepsDone) => void;
    readonly meaning: string;
  },
): Promise<T> {
  for (let began = performance.now(); ; ) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < slice) continue;
    progress(step.value);
    await setImmediate();
    // Thrown where the work was left: it frees what it holds.
    if (signal.aborted) work.throw(new CancelledError(meaning));
    began = performance.now();
  }
}
