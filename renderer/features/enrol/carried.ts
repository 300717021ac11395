import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { TargetDraft } from './enrol-types.ts';

/** An answer that was carried to the operator and whose completion has not come yet. Nothing in it is a secret. */
export interface Carried {
  readonly pending: string;
  readonly iccid: string;
  readonly target: TargetDraft;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface CarriedAnswers {
  readonly list: readonly Carried[];
  readonly keep: (carried: Carried) => void;
  readonly drop: (pending: string) => void;
}

/** The answers this window waits for, also after it was closed: an operator may take days. */
export const useCarried = create<CarriedAnswers>()(
  persist(
    (set) => ({
      list: [],
      keep: (carried) =>
        set(({ list }) => ({
          list: [...list.filter(({ pending }) => pending !== carried.pending), carried],
        })),
      drop: (pending) => set(({ list }) => ({ list: list.filter((one) => one.pending !== pending) })),
    }),
    { name: 'cardwright.carried' },
  ),
);
