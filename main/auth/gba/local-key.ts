import { createHmac } from 'node:crypto';
import { concatBytes } from '../../base/bytes.ts';
import { deriveKey } from './kdf.ts';
import { requireExactLength } from './required-length.ts';

/** What a key between a UICC and a terminal is bound to, 3GPP TS 33.110 4.5.2. Texts are UTF-8 bytes here. */
export interface LocalKeyParties {
  /** The terminal, and its application that will use the key. */
  readonly terminalId: Uint8Array;
  readonly terminalApplicationId: Uint8Array;
  /** The card (ICCID as in EF_ICCID, 10 bytes), and its application (AID). */
  readonly iccid: Uint8Array;
  readonly uiccApplicationId: Uint8Array;
  /** RANDx of the terminal, 16 bytes. */
  readonly randX: Uint8Array;
  /** How often the key may be used: 3 bytes, big endian. */
  readonly counterLimit: Uint8Array;
}

/**
 * The values of TS 33.110 that decide whether two implementations agree, in one place: FC of the derivation, the length of both MACs and the
 * text under the second. They are as the standard was understood, without a test set to prove them.
 */
export const localKeyProfile = {
  fc: 0x02,
  macLength: 16,
  success: 'verification successful',
} as const;

/**
 * Ks_local, 32 bytes, of Ks_int_NAF (32 bytes) under the B-TID it belongs to. 3GPP TS 33.110 annex A.
 * @throws InputError `key.length`
 */
export function deriveKsLocal(ksIntNaf: Uint8Array, bTid: Uint8Array, parties: LocalKeyParties): Uint8Array {
  requireExactLength('Ks_int_NAF', ksIntNaf, 32, '3GPP TS 33.110 A.2');
  return deriveKey(ksIntNaf, localKeyProfile.fc, bTid, ...partsOf(parties));
}

/** What proves to the UICC that the terminal has Ks_local: 16 bytes. 3GPP TS 33.110 4.5.2. @throws InputError `key.length` */
export function localKeyRequestMac(
  ksLocal: Uint8Array,
  nafId: Uint8Array,
  parties: LocalKeyParties,
): Uint8Array {
  return mac(ksLocal, nafId, ...partsOf(parties));
}

/** What proves to the terminal that the UICC has Ks_local, too: 16 bytes. 3GPP TS 33.110 4.5.2. @throws InputError `key.length` */
export function localKeyResponseMac(ksLocal: Uint8Array, parties: LocalKeyParties): Uint8Array {
  return mac(ksLocal, new TextEncoder().encode(localKeyProfile.success), ...partsOf(parties));
}

function mac(ksLocal: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  requireExactLength('Ks_local', ksLocal, 32, '3GPP TS 33.110 4.5.2');
  const whole = createHmac('sha256', ksLocal)
    .update(concatBytes(...parts))
    .digest();
  return new Uint8Array(whole.subarray(0, localKeyProfile.macLength));
}

function partsOf(parties: LocalKeyParties): readonly Uint8Array[] {
  const { terminalId, iccid, terminalApplicationId, uiccApplicationId, randX, counterLimit } = parties;
  requireExactLength('RANDx', randX, 16, '3GPP TS 33.110 4.5.2');
  requireExactLength('The counter limit', counterLimit, 3, '3GPP TS 33.110 4.5.2');
  return [terminalId, iccid, terminalApplicationId, uiccApplicationId, randX, counterLimit];
}
