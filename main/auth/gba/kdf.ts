import { createHmac } from 'node:crypto';
import { concatBytes, u16be } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';

const longestParameter = 0xffff;

/**
 * S = FC | P0 | L0 | P1 | L1 | …: a byte that tells the uses apart, then each parameter followed by its length in two
 * bytes, big endian. 3GPP TS 33.220 B.2.1.
 * @throws InputError `gba.parameter-length` for a parameter of more than 65535 bytes
 */
export function kdfInput(fc: number, ...parameters: readonly Uint8Array[]): Uint8Array {
  return concatBytes([fc], ...parameters.flatMap((parameter) => [parameter, lengthOf(parameter)]));
}

/**
 * HMAC-SHA-256 of S with `key`: 32 bytes. 3GPP TS 33.220 B.2.
 * @throws InputError `gba.parameter-length`
 */
export function deriveKey(key: Uint8Array, fc: number, ...parameters: readonly Uint8Array[]): Uint8Array {
  const mac = createHmac('sha256', key).update(kdfInput(fc, ...parameters));
  return new Uint8Array(mac.digest());
}

function lengthOf(parameter: Uint8Array): Uint8Array {
  if (parameter.length > longestParameter)
    throw new InputError('gba.parameter-length', 'A parameter of the key derivation is too long.', {
      hint: 'Check the IMPI and the name of the NAF.',
      clause: '3GPP TS 33.220 B.2.1',
      details: { length: parameter.length },
    });
  return u16be(parameter.length);
}
