import type { CardInitiation, CardMessaging } from '../../../channel/card-messaging.ts';

/** A key set of the issuer security domain with its counters. */
export interface DomainKeySet {
  /** Key version number, 01 to 7F. */
  readonly version: number;
  readonly protocol: 'scp02' | 'scp03';
  /** “i” of the protocol. */
  readonly parameters: number;
  readonly enc: Uint8Array;
  readonly mac: Uint8Array;
  readonly dek: Uint8Array;
  /** Secure channel sequence counter: two bytes in SCP02, three in SCP03. */
  readonly sequenceCounter: number;
  /** Wrong host cryptograms that are still allowed. */
  readonly tries: number;
  readonly maxTries: number;
}

/** A package (executable load file) or an application of the registry, GlobalPlatform Card Specification 2.3.1 table 11-36. */
export interface RegistryEntry {
  readonly kind: 'package' | 'application';
  readonly aid: Uint8Array;
  readonly lifeCycle: number;
  /** 3 bytes; of an application. */
  readonly privileges: Uint8Array;
  /** Of a package the modules it holds; empty for an application. */
  readonly modules: readonly Uint8Array[];
  /** Of an application the package it comes from. */
  readonly package?: Uint8Array;
}

/** The issuer security domain: what of it outlives a power cut. */
export interface SecurityDomain {
  readonly aid: Uint8Array;
  /** Of the card: 01 OP_READY, 07 INITIALIZED, 0F SECURED, 7F CARD_LOCKED. */
  readonly lifeCycle: number;
  /** Key diversification data, 10 bytes. */
  readonly diversification: Uint8Array;
  /** The first is the default one. */
  readonly keySets: readonly DomainKeySet[];
  /** Data objects by tag, for GET DATA: CPLC (9F7F), IIN (42), CIN (45) and what STORE DATA wrote. */
  readonly objects: ReadonlyMap<number, Uint8Array>;
  readonly registry: readonly RegistryEntry[];
  /** Key references that count as presented for commands that come with the C-MAC of the issuer. */
  readonly authorises: readonly number[];
}

/** A secure channel that EXTERNAL AUTHENTICATE has opened. */
export interface OpenChannel {
  readonly level: number;
  readonly messaging: CardMessaging;
  readonly protocol: DomainKeySet['protocol'];
  /** Decrypts the key data of PUT KEY. */
  readonly dek: Uint8Array;
  /** Bytes that a list may have in one answer, where it is less than usual. */
  readonly longestAnswer?: number;
}

/** What the security domain forgets at a reset. */
export interface DomainSession {
  /** What INITIALIZE UPDATE has begun; one EXTERNAL AUTHENTICATE may follow. */
  initiation: { readonly version: number; readonly card: CardInitiation } | undefined;
  open: OpenChannel | undefined;
  /** The command in work came with a right C-MAC. */
  secured: boolean;
  /** INSTALL [for load] announced this package; the bytes so far. */
  load: { readonly aid: Uint8Array; readonly blocks: readonly Uint8Array[] } | undefined;
  /** Blocks of STORE DATA so far. */
  stored: readonly Uint8Array[];
  /** What GET STATUS “next” gives, and for which P1. */
  listing: { readonly scope: number; readonly pages: readonly Uint8Array[] } | undefined;
}

export function newDomainSession(): DomainSession {
  return {
    initiation: undefined,
    open: undefined,
    secured: false,
    load: undefined,
    stored: [],
    listing: undefined,
  };
}

/** Ends the secure channel and everything that was begun in it. */
export function closeChannel(session: DomainSession): void {
  Object.assign(session, newDomainSession());
}
