import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import type { PacketKeys } from '../../../channel/scp80/protection.ts';

/** Keys for secured packets, ETSI TS 102 225 5.1. A value: a packet that is accepted replaces it by one with its counter. */
export interface OtaKeySet {
  /** The number that KIc and KID name, 1 to 15. */
  readonly index: number;
  readonly algorithm: KeyedAlgorithm;
  readonly kic: Uint8Array;
  readonly kid: Uint8Array;
  /** Encrypts key data of PUT KEY; of the same algorithm. */
  readonly kik?: Uint8Array | undefined;
  /** Highest counter that was accepted, 0 to 2^40 - 1. */
  readonly counter: number;
}

/** An application that packets reach by its TAR. */
export interface OtaApplication {
  /** Three bytes. */
  readonly tar: Uint8Array;
  /** Remote file management, or remote application management: the commands of the issuer security domain. ETSI TS 102 226 6 and 8. */
  readonly manages: 'files' | 'applications';
  /** Handle of the ADF, or of the MF, whose files it manages. */
  readonly home: number;
  /** It may also SELECT the files below the MF when `home` is an ADF. */
  readonly sharedFiles: boolean;
  /** Access domain, ETSI TS 102 226 8.2.1.3.2.4.2: the PINs and ADMs that count as presented for its scripts. */
  readonly references: readonly number[];
  /** Coded as the first byte of SPI, ETSI TS 102 226 8.2.1.3.2.4.3. */
  readonly minimumSecurityLevel: number;
}

/** What a card has for remote management over SMS. */
export interface OtaDomain {
  readonly keySets: readonly OtaKeySet[];
  readonly applications: readonly OtaApplication[];
  /** Bytes of the longest command packet that its buffer holds. */
  readonly buffer: number;
  /** Bytes of response data that it puts into one response packet. */
  readonly answerBuffer: number;
  /** How it announces a proof of receipt to ENVELOPE: 61xx, or as old cards do 9Fxx. */
  readonly announces: 0x61 | 0x9f;
  /** “Counter low” carries the counter of the key set, as on some cards; else a copy of the packet’s, as 3GPP TS 23.048 5.2 has it. */
  readonly tellsCounter: boolean;
}

export function packetKeysOf({ kic, kid, algorithm }: OtaKeySet): PacketKeys {
  return { kic, kid, implicitKic: algorithm, implicitKid: algorithm };
}

/** `domain` with the counter of one key set raised. */
export function withCounter(domain: OtaDomain, index: number, counter: number): OtaDomain {
  const keySets = domain.keySets.map((set) => (set.index === index ? { ...set, counter } : set));
  return { ...domain, keySets };
}
