import type { CardSequences } from '../../../auth/card-sequence.ts';
import type { TuakOptions } from '../../../auth/tuak.ts';
import type { Fcp } from '../../../card/fcp-types.ts';
import type { TransmissionProtocol } from '../../../card/link.ts';
import type { OtaDomain } from '../ota/state.ts';
import type { SecurityDomain } from './security-domain.ts';

/** Identifies a file for good, also when its FID is used twice on the card. The MF is 0. */
export type FileId = number;

export type FileHeader = Omit<Fcp, 'raw' | 'size' | 'totalSize' | 'recordCount' | 'availableMemory'>;

/** One MF, ADF, DF or EF. A value: a write replaces it. */
export interface CardFile {
  readonly id: FileId;
  /** The directory it is in; the MF is in itself. An ADF is in the MF. */
  readonly parent: FileId;
  /** What SELECT answers, without what follows from the body or is known only at that moment (states of PINs, free memory). */
  readonly header: FileHeader;
  /** Content of an EF; of a cyclic EF the newest record first. */
  readonly body: Uint8Array;
  /** Subscriber's key of an ADF that can AUTHENTICATE. */
  readonly authentication?: CardAuthentication;
}

export type SubscriberKey =
  | { readonly algorithm: 'milenage'; readonly k: Uint8Array; readonly opc: Uint8Array }
  | {
      readonly algorithm: 'tuak';
      readonly k: Uint8Array;
      readonly topc: Uint8Array;
      readonly options: TuakOptions;
    }
  | { readonly algorithm: 'xor'; readonly k: Uint8Array };

export interface CardAuthentication {
  readonly key: SubscriberKey;
  readonly sequences: CardSequences;
  /** After the first bootstrapping by GBA_U. */
  readonly gba?: GbaKeys;
}

/** What a UICC keeps of GBA_U and never gives out, 3GPP TS 33.220 annex G. */
export interface GbaKeys {
  /** 32 bytes. */
  readonly ks: Uint8Array;
  /** RAND of the bootstrapping, 16 bytes. */
  readonly rand: Uint8Array;
  /** The one derived last stands first. A new bootstrapping leaves them. */
  readonly nafKeys: readonly NafKey[];
  /** Keys shared with terminals, the newest first; absent before the first. */
  readonly localKeys?: readonly LocalKey[];
}

/** Ks_local, a key between the UICC and an application of a terminal, 3GPP TS 33.110. */
export interface LocalKey {
  readonly nafId: Uint8Array;
  readonly terminalId: Uint8Array;
  readonly terminalApplicationId: Uint8Array;
  readonly uiccApplicationId: Uint8Array;
  /** 3 bytes. */
  readonly counterLimit: Uint8Array;
  /** 32 bytes. */
  readonly ksLocal: Uint8Array;
}

export interface NafKey {
  /** Its record in EF_GBANL, from 1. */
  readonly record: number;
  readonly nafId: Uint8Array;
  /** As it stood in EF_GBABP. */
  readonly bTid: Uint8Array;
  /** 32 bytes. */
  readonly ksIntNaf: Uint8Array;
}

/** A PIN or ADM with its counters. */
export interface CardKey {
  /** ETSI TS 102 221 table 9.3; below 80 it counts for the whole card, from 80 in one application. */
  readonly reference: number;
  /** The ADF (or the MF) a local key belongs to; absent for a global one. */
  readonly home?: FileId;
  /** Eight bytes. */
  readonly value: Uint8Array;
  readonly tries: number;
  readonly maxTries: number;
  readonly enabled: boolean;
  /** Whether DISABLE PIN may switch it off; administrative keys cannot be. */
  readonly canDisable: boolean;
  readonly unblock?: { readonly value: Uint8Array; readonly tries: number; readonly maxTries: number };
}

/** Where cards differ and the standard lets them. */
export interface CardManners {
  /** Answer to VERIFY without data when no try is left. */
  readonly blockedStatus: 0x63c0 | 0x6983;
  /** Logical channels in all, 1 to 20, the basic one included. */
  readonly channels: number;
  /** Instructions this card does not know: 6D00. */
  readonly withoutInstructions: readonly number[];
  /** A payment card: files are selected by name only and described by an FCI template (6F). */
  readonly payment: boolean;
  /** Gives no ATR. */
  readonly mute: boolean;
}

/** Everything that outlives a power cut. A value: a commit replaces it as a whole. */
export interface CardImage {
  /** Name of the seed it was made from. */
  readonly seed: string;
  readonly atr: Uint8Array;
  readonly protocol: TransmissionProtocol;
  /** Bytes of memory for files. */
  readonly memory: number;
  readonly manners: CardManners;
  readonly files: ReadonlyMap<FileId, CardFile>;
  readonly nextFileId: FileId;
  readonly keys: readonly CardKey[];
  /** Key references that stand for “user authentication” in compact access rules, by number of the security environment. */
  readonly environments: ReadonlyMap<number, readonly number[]>;
  /** AID last selected, by the first seven bytes of the AID (RID and application code) in hexadecimal; TS-0003 D.2.2.1. */
  readonly lastSelected: ReadonlyMap<string, Uint8Array>;
  /** Proactive commands that begin to wait when TERMINAL PROFILE has come. */
  readonly proactive: readonly Uint8Array[];
  /** Absent on a card without GlobalPlatform. */
  readonly securityDomain?: SecurityDomain;
  /** Remote management over SMS; absent on a card that has none. */
  readonly ota?: OtaDomain;
}

export const masterFileHandle: FileId = 0;
