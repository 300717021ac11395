import { create } from 'zustand';
import { type GpWork, noWork } from './gp-types.ts';

interface GpStore extends GpWork {
  readonly step: (change: Partial<GpWork>) => void;
}

/** The work at the GlobalPlatform bench: a change goes on, and its result arrives, while the user looks at other screens. */
export const useGpStore = create<GpStore>((set) => ({ ...noWork, step: (change) => set(change) }));

/** Keys that were typed into the form of a change are not kept when the page is left. */
export function forgetTypedKeys(): void {
  const { form, step } = useGpStore.getState();
  if (form !== undefined) step({ form: { ...form, keys: ['', '', ''] } });
}
