import { attempt } from '../../codec/errors.ts';
import { encodeIpv4, encodeIpv6 } from '../../codec/ip-address.ts';
import { type IdentifierCheck, notWellFormed, wellFormed } from './check.ts';
import { checkFqdn } from './fqdn.ts';

/** The address of an MEF: an FQDN, an IPv4 or an IPv6 address, oneM2M TS-0003 D.1.3.9. Never throws. */
export function checkMefAddress(text: string): IdentifierCheck {
  if (encodeIpv4(text) !== undefined) return wellFormed;
  if (!text.includes(':')) return checkFqdn(text);
  return attempt(() => encodeIpv6(text)).ok
    ? wellFormed
    : notWellFormed('it has a colon and is no IPv6 address', 'oneM2M TS-0003 D.1.3.9');
}
