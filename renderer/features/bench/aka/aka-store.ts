import { create } from 'zustand';

interface AkaStore {
  readonly mode: 'authenticate' | 'vector' | 'explain' | 'localKey';
  /** The challenge on the bench, as it was typed. */
  readonly rand: string;
  readonly autn: string;
  readonly auts: string;
  readonly set: (change: Partial<Omit<AkaStore, 'set'>>) => void;
}

/** The work at the AKA bench: it waits while the user looks at other screens. Keys that are typed are not kept. */
export const useAkaStore = create<AkaStore>((set) => ({
  mode: 'authenticate',
  rand: '',
  autn: '',
  auts: '',
  set: (change) => set(change),
}));
