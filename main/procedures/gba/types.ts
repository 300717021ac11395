import type { SecretKey } from './secret-key.ts';

export type GbaMode = 'GBA_ME' | 'GBA_U';

/** Who the subscriber is on Ub, and where. */
export interface GbaIdentity {
  readonly impi: string;
  readonly bsfFqdn: string;
  readonly source: 'EF_IMPI' | 'EF_IMSI';
}

interface AnyBootstrapping {
  readonly impi: string;
  /** 16 bytes. */
  readonly rand: Uint8Array;
  readonly bTid: string;
  /** Milliseconds since 1970: Ks and what is derived of it are valid until then. */
  readonly expires: number;
}

/** The result of a bootstrapping, 3GPP TS 33.220 4.5.2 and 5.3.2: in oneM2M's words Ke and its lifetime; KeID is the B-TID. */
export type Bootstrapping =
  | (AnyBootstrapping & { readonly mode: 'GBA_ME'; readonly ks: SecretKey })
  /** Ks is in the card. */
  | (AnyBootstrapping & { readonly mode: 'GBA_U' });

/** Who said what to whom, as it happens; it holds no key, no response and no token. */
export interface GbaMessage {
  readonly from: 'device' | 'card' | 'bsf';
  readonly to: 'device' | 'card' | 'bsf';
  readonly what: string;
}
