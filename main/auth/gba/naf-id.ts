import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import { faultOfFqdn, requireFqdn } from './fqdn.ts';
import { requireExactLength } from './required-length.ts';

/** Bytes of a Ua security protocol identifier, 3GPP TS 33.220 H.1. */
const uaLength = 5;

/** The name of a NAF and the protocol spoken with it. */
export interface NafIdentity {
  readonly fqdn: string;
  /** Five bytes in hexadecimal. */
  readonly uaProtocol: string;
}

/**
 * NAF_ID: the FQDN in UTF-8, then the Ua security protocol identifier. 3GPP TS 33.220 4.5.2. The FQDN keeps its case: the
 * key depends on it.
 * @throws InputError `fqdn.malformed`, `hex.malformed` or `key.length`
 */
export function encodeNafId({ fqdn, uaProtocol }: NafIdentity): Uint8Array {
  requireFqdn('The name of the NAF', fqdn);
  const ua = fromHex(uaProtocol);
  requireExactLength('The Ua security protocol identifier', ua, uaLength, '3GPP TS 33.220 H.1');
  return concatBytes(new TextEncoder().encode(fqdn), ua);
}

/**
 * The parts of a NAF_ID, as a card or a BSF gets it.
 * @throws InputError `gba.naf-id`
 */
export function decodeNafId(bytes: Uint8Array): NafIdentity {
  const name = bytes.subarray(0, Math.max(0, bytes.length - uaLength));
  // Latin-1 keeps every byte apart; only ASCII passes as a domain name.
  const fqdn = Buffer.from(name).toString('latin1');
  const fault = bytes.length <= uaLength ? 'it is too short' : faultOfFqdn(fqdn);
  if (fault !== undefined)
    throw new InputError('gba.naf-id', `This is not a NAF_ID: ${fault}.`, {
      hint: 'A NAF_ID is the domain name of the NAF and five bytes for the Ua security protocol.',
      clause: '3GPP TS 33.220 4.5.2',
      details: { length: bytes.length },
    });
  return { fqdn, uaProtocol: toHex(bytes.subarray(-uaLength)) };
}
