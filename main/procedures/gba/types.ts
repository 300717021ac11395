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

/** Who takes part in an exchange. */
export type GbaParty = 'device' | 'card' | 'bsf' | 'naf';

/** Who said what to whom, as it happens; it holds no key, no response and no token that would stand for one. */
export interface GbaMessage {
  readonly from: GbaParty;
  readonly to: GbaParty;
  readonly what: string;
  /** Parts of it, by their names in the standards; what is secret is told by its length. */
  readonly content: readonly { readonly name: string; readonly value: string }[];
  /** It ended the exchange: a refusal, or no answer. */
  readonly failed?: boolean;
}
