import { concatBytes } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import { aesCmac } from '../crypto/aes.ts';
import { desEcbEncrypt } from '../crypto/des.ts';
import type { StaticKeys } from '../secure-messaging.ts';

/**
 * How a card's keys follow from master keys and the key diversification data of INITIALIZE UPDATE. `emv` is EMV Card Personalization
 * Specification 1.1 (CPS), `visa2` its forerunner, `kdf3` NIST SP 800-108 with AES-CMAC.
 */
export type Diversification = 'none' | 'emv' | 'visa2' | 'kdf3';

const purposes = { enc: 0x01, mac: 0x02, dek: 0x03 } as const;

/**
 * The keys of one card.
 * @param master 16 bytes each for `emv` and `visa2` (3DES), 16, 24 or 32 for `kdf3` (AES)
 * @param data key diversification data, 10 bytes
 * @throws InputError `diversification.length` when a key or the data have another length
 */
export function diversifyKeys(method: Diversification, master: StaticKeys, data: Uint8Array): StaticKeys {
  if (method === 'none') return master;
  if (data.length !== 10) throw wrongLength('The key diversification data must have 10 bytes.');
  const derive = (name: keyof typeof purposes): Uint8Array =>
    method === 'kdf3'
      ? deriveWithCmac(master[name], purposes[name], data)
      : deriveWithDes(master[name], purposes[name], method === 'emv' ? data.slice(4) : visaPart(data));
  return { enc: derive('enc'), mac: derive('mac'), dek: derive('dek') };
}

/** Two bytes of the issuer and four of the chip’s serial number. */
function visaPart(data: Uint8Array): Uint8Array {
  return concatBytes(data.subarray(0, 2), data.subarray(4, 8));
}

function deriveWithDes(key: Uint8Array, purpose: number, part: Uint8Array): Uint8Array {
  if (key.length !== 16) throw wrongLength('A master key for this diversification must have 16 bytes.');
  return desEcbEncrypt(key, concatBytes(part, [0xf0, purpose], part, [0x0f, purpose]));
}

/** Counter of one byte, label of four bytes, separator, context; as many bytes as the master key has. */
function deriveWithCmac(key: Uint8Array, purpose: number, data: Uint8Array): Uint8Array {
  if (![16, 24, 32].includes(key.length)) throw wrongLength('A master key must have 16, 24 or 32 bytes.');
  const block = (counter: number): Uint8Array =>
    aesCmac(key, concatBytes([counter, 0, 0, 0, purpose, 0], data));
  return concatBytes(block(1), block(2)).slice(0, key.length);
}

function wrongLength(message: string): InputError {
  return new InputError('diversification.length', message, {
    hint: 'Check the master keys and the diversification method in the delivery papers of the card.',
    meaning: 'Nothing was sent to the card.',
  });
}
