import type { IdentifierCheck } from './check.ts';
import { checkUriText } from './uri-text.ts';

/**
 * An M2M-Sub-ID: m2m:ID of oneM2M TS-0004 table 6.2.2-1, for which no narrower syntax is given than that of a URI. Never throws.
 */
export function checkSubscriptionId(text: string): IdentifierCheck {
  return checkUriText(text);
}
