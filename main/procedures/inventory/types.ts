import type { CardwrightError } from '../../base/error.ts';
import type { AccessRule } from '../../card/access/types.ts';
import type { Fcp } from '../../card/fcp-types.ts';
import type { EfDeclaration } from '../../card/files/declare.ts';
import type { FilePath } from '../../card/path.ts';

/** An application in EF_DIR, ETSI TS 102 221 13.1, with the announcements of TS-0003 D.1.2. */
export interface CardApplication {
  readonly aid: Uint8Array;
  readonly label?: string;
  readonly kind: 'usim' | 'isim' | 'csim' | '1m2msm' | 'other';
  /** DF_1M2M in this application's ADF, one for each M2M service subscription. */
  readonly oneM2m: readonly { readonly fid: number; readonly subscription: Uint8Array }[];
}

export interface FileReading {
  readonly path: FilePath;
  readonly kind: 'mf' | 'adf' | 'df' | 'ef';
  /** Absent for a file that Cardwright does not know. */
  readonly declaration?: EfDeclaration;
  /** Name for a DF or an unknown file: `ADF_USIM`, `DF_1M2M`. */
  readonly name: string;
  readonly fcp?: Fcp;
  /** Access rules after EF_ARR has been followed; `undefined` where they could not be read. */
  readonly rules?: readonly AccessRule[];
  readonly state: 'read' | 'absent' | 'no-access' | 'unreadable' | 'deactivated' | 'not-read';
  /** The content, or one entry a record; empty unless `state` is `read`. Empty for a secret file. */
  readonly contents: readonly Uint8Array[];
  readonly problem?: CardwrightError;
}

export type KeyState = 'enabled' | 'disabled' | 'verified' | 'blocked' | 'absent' | 'unknown';

/** A PIN or ADM of the card, as VERIFY without data answered. */
export interface KeyStatus {
  readonly reference: number;
  readonly state: KeyState;
  readonly triesLeft?: number;
}

/** The actual state of a card. */
export interface Inventory {
  readonly atr: Uint8Array;
  /** Digits; absent when EF_ICCID could not be read. */
  readonly iccid?: string;
  readonly imsi?: string;
  readonly applications: readonly CardApplication[];
  /** Directories of the card that hold, or may hold, the nine oneM2M files. */
  readonly oneM2mHomes: readonly FilePath[];
  /** Parents before children. */
  readonly files: readonly FileReading[];
  readonly keys: readonly KeyStatus[];
  /** Exchanges with the card, GET RESPONSE included. */
  readonly apdus: number;
  readonly elapsedMs: number;
}

export interface Finding {
  readonly id: string;
  readonly severity: 'fault' | 'warning' | 'notice';
  readonly path?: FilePath;
  readonly what: string;
  readonly consequence: string;
  readonly remedy: string;
  readonly clause: string;
}
