import { equalBytes, fromHex } from '../../../base/bytes.ts';
import type { SecurityDomain } from '../os/security-domain.ts';

/** Tag of the EID among the data objects of the ECASD, GSMA SGP.02 2.2.2. */
export const eidTag = 0x5a;

const aid = fromHex('a0000005591010ffffffff8900000200');

/**
 * Whether `name` is the ECASD of an eUICC, and the card is one. On this card it is the issuer security domain by another name: it tells the
 * same data objects, the EID among them.
 */
export function namesEcasd(domain: SecurityDomain, name: Uint8Array): boolean {
  return domain.objects.has(eidTag) && equalBytes(name, aid);
}
