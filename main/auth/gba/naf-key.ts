import { concatBytes } from '../../base/bytes.ts';
import { encodeCharacterString } from './character-string.ts';
import { deriveKey, kdfInput } from './kdf.ts';
import { requireExactLength } from './required-length.ts';

/** What a key for one NAF is made of besides Ks. */
export interface NafKeyInputs {
  /** RAND of the bootstrapping, 16 bytes. */
  readonly rand: Uint8Array;
  /** The private user identity, as in the Ub exchange (never the TMPI). */
  readonly impi: string;
  /** {@link nafId} of the NAF, or of the BSF for the TMPI. */
  readonly nafId: Uint8Array;
}

/** FC of all key derivations of TS 33.220. */
export const gbaFc = 0x01;

const gbaMe = new TextEncoder().encode('gba-me');
const gbaU = new TextEncoder().encode('gba-u');

/**
 * Ks of a 3G bootstrapping: CK | IK, 32 bytes. 3GPP TS 33.220 4.5.2.
 * @throws InputError `key.length`
 */
export function ksOfAka(ck: Uint8Array, ik: Uint8Array): Uint8Array {
  requireExactLength('CK', ck, 16, '3GPP TS 33.220 4.5.2');
  requireExactLength('IK', ik, 16, '3GPP TS 33.220 4.5.2');
  return concatBytes(ck, ik);
}

/**
 * Ks_NAF of GBA_ME, 32 bytes. 3GPP TS 33.220 B.3.
 * @throws InputError `key.length`, `key.character-string` or `gba.parameter-length`
 */
export function deriveKsNaf(ks: Uint8Array, inputs: NafKeyInputs): Uint8Array {
  return derive(ks, gbaMe, inputs);
}

/** Ks_ext_NAF of GBA_U, which the UICC gives to the device: the same derivation as Ks_NAF. 3GPP TS 33.220 B.3. */
export function deriveKsExtNaf(ks: Uint8Array, inputs: NafKeyInputs): Uint8Array {
  return derive(ks, gbaMe, inputs);
}

/** Ks_int_NAF of GBA_U, which stays in the UICC. 3GPP TS 33.220 B.3. @throws as {@link deriveKsNaf} */
export function deriveKsIntNaf(ks: Uint8Array, inputs: NafKeyInputs): Uint8Array {
  return derive(ks, gbaU, inputs);
}

/** S of {@link deriveKsNaf} (`gba-me`) or {@link deriveKsIntNaf} (`gba-u`), to look at. It holds no secret. */
export function nafKeyInput(use: 'gba-me' | 'gba-u', inputs: NafKeyInputs): Uint8Array {
  return kdfInput(gbaFc, ...parametersOf(use === 'gba-me' ? gbaMe : gbaU, inputs));
}

function derive(ks: Uint8Array, use: Uint8Array, inputs: NafKeyInputs): Uint8Array {
  requireExactLength('Ks', ks, 32, '3GPP TS 33.220 B.3');
  return deriveKey(ks, gbaFc, ...parametersOf(use, inputs));
}

function parametersOf(use: Uint8Array, { rand, impi, nafId }: NafKeyInputs): readonly Uint8Array[] {
  requireExactLength('RAND', rand, 16, '3GPP TS 33.220 B.3');
  return [use, rand, encodeCharacterString('The IMPI', impi), nafId];
}
