/** What a NAF asks the BSF, 3GPP TS 29.109. */
export interface ZnRequest {
  readonly bTid: string;
  readonly nafId: Uint8Array;
}

/** Keys of 32 bytes, and what goes with them. */
export type ZnAnswer =
  | {
      readonly outcome: 'keys';
      readonly impi: string;
      readonly mode: 'GBA_ME' | 'GBA_U';
      /** Ks_NAF, or with GBA_U Ks_ext_NAF; absent where the user security settings keep it from this NAF. */
      readonly deviceKey?: Uint8Array;
      /** Ks_int_NAF; GBA_U only, and only where the user security settings allow it. */
      readonly uiccKey?: Uint8Array;
      /** Milliseconds since 1970. */
      readonly expires: number;
    }
  | { readonly outcome: 'unknown' | 'expired' | 'not-allowed' };

/** Zn as a function: the TLS of Node asks for a pre-shared key at once, so the answer cannot come later. */
export type Zn = (request: ZnRequest) => ZnAnswer;
