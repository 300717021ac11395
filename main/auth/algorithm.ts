/** What f2 to f5 give for one RAND, 3GPP TS 33.102 6.3.2. */
export interface AkaKeys {
  /** 4 to 32 bytes, by algorithm. */
  readonly res: Uint8Array;
  /** 16 bytes, or 32 where TUAK is set so. */
  readonly ck: Uint8Array;
  /** 16 bytes, or 32 where TUAK is set so. */
  readonly ik: Uint8Array;
  /** Anonymity key, 6 bytes; masks SQN in AUTN. */
  readonly ak: Uint8Array;
}

/**
 * A set of authentication functions with the subscriber's key inside: the same on the card and in the AuC. RAND is 16 bytes, SQN 6,
 * AMF 2, big endian. Any other length is an InputError `aka.length`.
 */
export interface AkaAlgorithm {
  readonly name: 'milenage' | 'tuak' | 'xor';
  /** MAC-A, 8 bytes (TUAK: 8, 16 or 32). */
  f1(rand: Uint8Array, sqn: Uint8Array, amf: Uint8Array): Uint8Array;
  /** MAC-S, of the same length; for AUTS with AMF* = 0000. */
  f1star(rand: Uint8Array, sqn: Uint8Array, amf: Uint8Array): Uint8Array;
  f2345(rand: Uint8Array): AkaKeys;
  /** AK* for re-synchronisation, 6 bytes. */
  f5star(rand: Uint8Array): Uint8Array;
}
