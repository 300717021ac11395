import type { CardwrightError } from '../../base/error.ts';
import type { Diversification } from '../../channel/diversification/diversify.ts';
import type { KeyedAlgorithm } from '../../channel/scp80/kic-kid.ts';
import type { PacketKeys } from '../../channel/scp80/protection.ts';
import type { Spi } from '../../channel/scp80/spi.ts';
import type { StaticKeys } from '../../channel/secure-messaging.ts';
import type { KeyOwnerDoc } from '../../contract/keys.ts';
import type { SecureProtocol } from '../../procedures/globalplatform/open-secure-channel.ts';

/** A card as its keys are looked up. */
export interface KeyedCard {
  /** Digits. */
  readonly iccid: string;
  /** 32 digits, of an eUICC. */
  readonly eid?: string;
  readonly simulated: boolean;
}

interface KeySetAtHand {
  /** Names the set for `Custody.open…` and for its counters. */
  readonly id: string;
  /** `OTA 2`, `SCP03 48`. */
  readonly name: string;
  readonly owner: KeyOwnerDoc;
  /** Keys of the card, `ADM1`, that it does not ask for when a command comes over this set. */
  readonly authorises: readonly string[];
  /** Why it cannot be used now: `vault.locked`, `keys.gone`, `scp80.counter-exhausted`. */
  readonly problem?: CardwrightError;
}

export interface OtaApplication {
  /** 3 bytes. */
  readonly tar: Uint8Array;
  /** Lower-case hexadecimal; absent: files below the MF. */
  readonly aid?: string;
  readonly manages: 'files' | 'applications';
}

/** KIc, KID and KIK of one number, for SCP80. */
export interface OtaKeySet extends KeySetAtHand {
  readonly kind: 'ota';
  /** 1 to 15, as in KIc and KID. */
  readonly index: number;
  readonly algorithm: KeyedAlgorithm;
  readonly has: readonly ('kic' | 'kid' | 'kik')[];
  readonly spi?: Spi;
  /** Bytes of the longest command packet that the card takes. */
  readonly buffer?: number;
  /** Bytes of AES-CMAC; absent: 8. */
  readonly macLength?: 4 | 8;
  readonly applications: readonly OtaApplication[];
  /** The last counter spent for this card. */
  readonly counter?: number;
}

/** ENC, MAC and DEK of one key version, for SCP02 or SCP03; the card's own, or masters with a diversification. */
export interface GlobalPlatformKeySet extends KeySetAtHand {
  readonly kind: 'globalplatform';
  /** 1 to 127; 0: the card's default. */
  readonly version: number;
  readonly protocol: SecureProtocol;
  /** “i”, where the delivery papers tell. */
  readonly option?: number;
  readonly diversification: Diversification;
  /** Bytes of each key. */
  readonly keyLength: 16 | 24 | 32;
  /** AID of the security domain, lower-case hexadecimal; absent: the issuer's. */
  readonly domain?: string;
}

export type KeySet = OtaKeySet | GlobalPlatformKeySet;

/** To be overwritten after use by {@link overwrite}. */
export type OtaKeys = Pick<PacketKeys, 'kic' | 'kid'> & { readonly kik?: Uint8Array };

/** Overwrites keys that came out of the vault. */
export function overwrite(keys: OtaKeys | StaticKeys | Readonly<Partial<Record<string, Uint8Array>>>): void {
  for (const key of Object.values(keys)) if (key instanceof Uint8Array) key.fill(0);
}
