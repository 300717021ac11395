import { createHmac } from 'node:crypto';
import { InputError } from '../../base/error.ts';

/** The hash of HMAC-Hash; the end points agree on it, oneM2M TS-0003 table 9.2.3.3-1. */
export type EndToEndHash = 'sha256' | 'sha384' | 'sha512';

/** The keys of table 10.3.6.2-1, each as long as the hash. */
export interface EndToEndKeys {
  readonly messageAuthentication: Uint8Array;
  readonly messageConfidentiality: Uint8Array;
  readonly attributeAuthentication: Uint8Array;
  readonly attributeConfidentiality: Uint8Array;
}

/**
 * Ke2e_master = HMAC-Hash (salt, Kpsa), the extraction of IETF RFC 5869; an absent salt is empty. For source-generated
 * credentials a random value takes the place of Kpsa. oneM2M TS-0003 10.3.6.1.
 * @throws InputError `key.length` when there is no Kpsa
 */
export function deriveEndToEndMaster(
  kpsa: Uint8Array,
  salt: Uint8Array = new Uint8Array(),
  hash: EndToEndHash = 'sha256',
): Uint8Array {
  if (kpsa.length === 0)
    throw new InputError('key.length', 'Kpsa is empty.', {
      hint: 'Give the provisioned secure connection key.',
      clause: 'oneM2M TS-0003 10.3.6.1',
    });
  return hmac(hash, salt, kpsa);
}

/**
 * T(1) to T(4) of Ke2e_master: each takes in the one before, a label of its own and a counter. oneM2M TS-0003 10.3.6.2.
 * (Unlike the expansion of IETF RFC 5869 the label changes with the counter.)
 */
export function deriveEndToEndKeys(master: Uint8Array, hash: EndToEndHash = 'sha256'): EndToEndKeys {
  const step = (previous: Uint8Array, label: string, counter: number): Uint8Array =>
    hmac(hash, master, previous, new TextEncoder().encode(label), Uint8Array.of(counter));
  const messageAuthentication = step(new Uint8Array(), 'E2E Message Authentication Key', 1);
  const messageConfidentiality = step(messageAuthentication, 'E2E Message Confidentiality Key', 2);
  const attributeAuthentication = step(messageConfidentiality, 'E2E Attribute Authenticity Key', 3);
  const attributeConfidentiality = step(attributeAuthentication, 'E2E Attribute Confidentiality Key', 4);
  return { messageAuthentication, messageConfidentiality, attributeAuthentication, attributeConfidentiality };
}

function hmac(hash: EndToEndHash, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const mac = createHmac(hash, key);
  for (const part of parts) mac.update(part);
  return new Uint8Array(mac.digest());
}
