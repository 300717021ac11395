import { create } from 'zustand';
import type { EncodedPacketDoc, SentPacketDoc } from '../../../../main/contract/ota.ts';
import { type Draft, emptyDraft } from './draft.ts';

interface OtaStore {
  readonly mode: 'compose' | 'decode';
  readonly draft: Draft;
  /** What was made of the draft, to be looked at before it is sent. */
  readonly encoded: readonly EncodedPacketDoc[] | undefined;
  /** What became of it. */
  readonly sent: readonly SentPacketDoc[] | undefined;
  readonly set: (change: Partial<Omit<OtaStore, 'set'>>) => void;
}

/** The work at the OTA bench: it waits while the user looks at other screens. Keys that are typed are not kept. */
export const useOtaStore = create<OtaStore>((set) => ({
  mode: 'compose',
  draft: emptyDraft,
  encoded: undefined,
  sent: undefined,
  set: (change) => set(change),
}));
