import { concatBytes } from '../base/bytes.ts';
import { InputError } from '../base/error.ts';
import type { AkaAlgorithm } from './algorithm.ts';
import { requireLength, requireMacInputs } from './length.ts';
import { xorBytes } from './xor-bytes.ts';

/**
 * The test algorithm of 3GPP TS 34.108 8.1.2: it gives no security and is meant for test cards. K is 16 bytes; RES is
 * `resLength` bytes, 4 to 16. f5* equals f5.
 * @throws InputError `aka.length`, `aka.res-length`
 */
export function xorTestAlgorithm(k: Uint8Array, resLength = 16): AkaAlgorithm {
  requireLength('K', k, 16);
  if (!Number.isInteger(resLength) || resLength < 4 || resLength > 16)
    throw new InputError('aka.res-length', `RES cannot be ${resLength} bytes long.`, {
      hint: 'Choose 4 to 16 bytes.',
      clause: '3GPP TS 34.108 8.1.2.1',
    });
  const xdout = (rand: Uint8Array): Uint8Array => {
    requireLength('RAND', rand, 16);
    return xorBytes(k, rand);
  };
  const rotated = (x: Uint8Array, by: number): Uint8Array => concatBytes(x.subarray(by), x.subarray(0, by));
  const mac = (rand: Uint8Array, sqn: Uint8Array, amf: Uint8Array): Uint8Array => {
    requireMacInputs(rand, sqn, amf);
    return xorBytes(concatBytes(sqn, amf), xdout(rand));
  };

  return {
    name: 'xor',
    f1: mac,
    f1star: mac,
    f2345: (rand) => {
      const x = xdout(rand);
      return { res: x.slice(0, resLength), ck: rotated(x, 1), ik: rotated(x, 2), ak: x.slice(3, 9) };
    },
    f5star: (rand) => xdout(rand).slice(3, 9),
  };
}
