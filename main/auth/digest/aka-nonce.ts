import { concatBytes } from '../../base/bytes.ts';
import { NetworkError } from '../../base/error.ts';
import { requireExactLength } from '../gba/required-length.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** What an AKA nonce carries. */
export interface AkaNonce {
  /** 16 bytes. */
  readonly rand: Uint8Array;
  /** 16 bytes. */
  readonly autn: Uint8Array;
  /** Whatever the server adds; may be empty. */
  readonly serverData: Uint8Array;
}

/**
 * The nonce of AKAv1 and AKAv2: RAND | AUTN | server data in base64. IETF RFC 3310 3.2.
 * @throws InputError `key.length`
 */
export function encodeAkaNonce({ rand, autn, serverData }: AkaNonce): string {
  requireExactLength('RAND', rand, 16, 'IETF RFC 3310 3.2');
  requireExactLength('AUTN', autn, 16, 'IETF RFC 3310 3.2');
  return toBase64(concatBytes(rand, autn, serverData));
}

/**
 * The parts of an AKA nonce.
 * @throws NetworkError `digest.aka-nonce`
 */
export function decodeAkaNonce(nonce: string): AkaNonce {
  const bytes = fromBase64(nonce);
  if (bytes === undefined || bytes.length < 32)
    throw new NetworkError('digest.aka-nonce', 'The challenge of the server holds no RAND and AUTN.', {
      hint: 'Check that the address is that of the bootstrapping server of this operator.',
      meaning: 'The card was not asked.',
      clause: 'IETF RFC 3310 3.2',
    });
  return { rand: bytes.slice(0, 16), autn: bytes.slice(16, 32), serverData: bytes.slice(32) };
}
