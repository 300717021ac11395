import type { AkaAlgorithm } from '../../auth/algorithm.ts';
import type { AucSequence } from '../../auth/auc-sequence.ts';
import type { SqnSchemeName } from './sqn-scheme.ts';

/** A part of the GBA user security settings (GUSS) of 3GPP TS 29.109 annex A: what the BSF has to know. */
export interface UserSecuritySettings {
  /** uiccType: whether the BSF runs GBA_U, which keeps the keys in the card, or GBA_ME. */
  readonly uicc: 'GBA_U' | 'GBA_ME';
  /** FQDNs of the NAFs that may have keys for this subscriber; absent: any. */
  readonly nafs?: readonly string[];
  /** keyChoice: which keys of GBA_U a NAF gets, Ks_ext_NAF of the device, Ks_int_NAF of the UICC; absent: both. */
  readonly keyChoice?: 'device' | 'uicc' | 'both';
  /** Seconds a bootstrapping is valid; absent: as the BSF does. */
  readonly lifetime?: number;
}

/** A subscriber as the AuC and the HSS know it. */
export interface LabSubscriber {
  readonly impi: string;
  /** Milenage, TUAK or the XOR test algorithm with the key inside. */
  readonly algorithm: AkaAlgorithm;
  /** Two bytes; default 0000. */
  readonly amf?: Uint8Array;
  /** Default `counter`. */
  readonly scheme?: SqnSchemeName;
  /** The last number given out; default none. */
  readonly sequence?: AucSequence;
  readonly settings: UserSecuritySettings;
}
