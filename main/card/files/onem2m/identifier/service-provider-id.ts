import { type IdentifierCheck, notWellFormed, wellFormed } from './check.ts';
import { faultOfM2mFqdn } from './m2m-fqdn.ts';

const clause = 'oneM2M TS-0004 6.2.3';

/**
 * An M2M-SP-ID: `//sp.example.com`, as the ABNF of TS-0004 writes it, or the FQDN alone, which TS-0001 calls the identifier.
 * Never throws.
 */
export function checkServiceProviderId(text: string): IdentifierCheck {
  if (text === '') return notWellFormed('it is empty', clause);
  const fqdn = text.startsWith('//') ? text.slice(2) : text;
  if (fqdn.includes('/')) return notWellFormed('something follows the FQDN after a slash', clause);
  const fault = faultOfM2mFqdn(fqdn);
  return fault === undefined ? wellFormed : notWellFormed(fault, clause);
}
