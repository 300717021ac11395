import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import type { SecureProtocol } from '../../../procedures/globalplatform/open-secure-channel.ts';
import type { KeySetDocument } from '../../../store/key-sets.ts';

/** A PIN, PUK or ADM, checked: eight bytes. */
export interface CardKeyDraft {
  readonly kind: 'card-key';
  readonly owner: KeyOwnerDoc;
  /** `ADM1` */
  readonly name: string;
  readonly value: Uint8Array;
}

/** A key set, checked. */
export interface KeySetDraft {
  readonly kind: 'ota' | 'globalplatform';
  readonly owner: KeyOwnerDoc;
  /** `OTA 2`, `SCP03 48`. */
  readonly name: string;
  readonly version: number;
  readonly document: KeySetDocument;
  /** By the names in `document.keys`, in that order. */
  readonly keys: readonly Uint8Array[];
}

export type Draft = CardKeyDraft | KeySetDraft;

/** What holds for the sets of a file that do not say it themselves. */
export interface FileDefaults {
  readonly algorithm?: KeyedAlgorithm | undefined;
  readonly protocol?: SecureProtocol | undefined;
  /** Take ICCIDs of 19 digits although their last one does not check the others. */
  readonly anyCheckDigit?: boolean | undefined;
}

/** Overwrites keys that are no longer needed. */
export function overwriteDraft(draft: Draft): void {
  if (draft.kind === 'card-key') draft.value.fill(0);
  else for (const key of draft.keys) key.fill(0);
}
