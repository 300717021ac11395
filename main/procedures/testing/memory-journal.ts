import type { Journal, PlanStep, StepOutcome } from '../plan/types.ts';

export interface MemoryJournal extends Journal {
  readonly entries: readonly (
    | { readonly kind: 'intent'; readonly step: PlanStep }
    | { readonly kind: 'outcome'; readonly step: PlanStep; readonly outcome: StepOutcome }
  )[];
  /** Steps whose intent has no outcome, or the outcome `unknown`: what a recovery has to look at. */
  unknown(): readonly PlanStep[];
}

/** A journal for tests. */
export function memoryJournal(): MemoryJournal {
  const entries: MemoryJournal['entries'][number][] = [];
  return {
    entries,
    intent: (step) => void entries.push({ kind: 'intent', step }),
    outcome: (step, outcome) => void entries.push({ kind: 'outcome', step, outcome }),
    unknown: () => {
      const open = new Map<number, PlanStep>();
      for (const entry of entries)
        if (entry.kind === 'outcome' && entry.outcome.state !== 'unknown') open.delete(entry.step.index);
        else open.set(entry.step.index, entry.step);
      return [...open.values()];
    },
  };
}
