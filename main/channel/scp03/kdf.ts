import { concatBytes, u16be } from '../../base/bytes.ts';
import { aesCmac } from '../crypto/aes.ts';

/** Derivation constants of GlobalPlatform amendment D, table 4-1. */
export const derivation = {
  cardCryptogram: 0x00,
  hostCryptogram: 0x01,
  cardChallenge: 0x02,
  sEnc: 0x04,
  sMac: 0x06,
  sRmac: 0x07,
} as const;

/**
 * Key derivation in counter mode with AES-CMAC, NIST SP 800-108, in the form of amendment D 4.1.5: label of eleven zeros and the constant,
 * separator '00', length in bits, counter, context.
 * @param length bytes wanted, 8 to 32
 */
export function deriveScp03(
  key: Uint8Array,
  constant: number,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let counter = 1; blocks.length * 16 < length; counter++)
    blocks.push(
      aesCmac(key, concatBytes(new Uint8Array(11), [constant, 0x00], u16be(length * 8), [counter], context)),
    );
  return concatBytes(...blocks).slice(0, length);
}
