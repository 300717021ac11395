import { create } from 'zustand';
import type { ProgressDoc } from '../../main/contract/operation.ts';

export type StepProgress = NonNullable<ProgressDoc['step']>;

export interface OperationProgress {
  readonly what: string;
  readonly done: number;
  readonly total?: number | undefined;
  /** The newest state of each plan step, by its index. */
  readonly steps: Readonly<Record<number, StepProgress>>;
}

interface Operations {
  readonly byId: Readonly<Record<string, OperationProgress>>;
  readonly report: (progress: ProgressDoc) => void;
  readonly forget: (id: string) => void;
}

/** Progress of the operations that run now. */
export const useOperations = create<Operations>((set) => ({
  byId: {},
  report: ({ operation, what, done, total, step }) =>
    set(({ byId }) => {
      const steps = byId[operation]?.steps ?? {};
      // The newest state counts, but a start time told earlier is kept.
      const merged =
        step === undefined ? steps : { ...steps, [step.index]: { ...steps[step.index], ...step } };
      return { byId: { ...byId, [operation]: { what, done, total, steps: merged } } };
    }),
  forget: (id) =>
    set(({ byId }) => ({ byId: Object.fromEntries(Object.entries(byId).filter(([other]) => other !== id)) })),
}));

/** Progress of one operation; `undefined` until the engine has told something. */
export function useProgress(id: string | undefined): OperationProgress | undefined {
  return useOperations((state) => (id === undefined ? undefined : state.byId[id]));
}
