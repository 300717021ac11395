import { toBase64 } from '../digest/base64.ts';
import { encodeNafId } from './naf-id.ts';
import { deriveKsNaf } from './naf-key.ts';
import { uaProtocols } from './ua-protocol.ts';

export interface TmpiInputs {
  /** RAND of the bootstrapping, 16 bytes. */
  readonly rand: Uint8Array;
  readonly impi: string;
  /** The name of the BSF as it stands in the B-TID. */
  readonly bsfFqdn: string;
}

const tmpiDomain = 'tmpi.bsf.3gppnetwork.org';

/**
 * TMPI, the identity to use instead of the IMPI in the next bootstrapping: the first 24 bytes of a key for the BSF in
 * base64, and a fixed domain. 3GPP TS 33.220 B.4.
 * @throws InputError `key.length`, `key.character-string` or `fqdn.malformed`
 */
export function deriveTmpi(ks: Uint8Array, { rand, impi, bsfFqdn }: TmpiInputs): string {
  const nafId = encodeNafId({ fqdn: bsfFqdn, uaProtocol: uaProtocols.tmpi });
  return `${toBase64(deriveKsNaf(ks, { rand, impi, nafId }).subarray(0, 24))}@${tmpiDomain}`;
}
