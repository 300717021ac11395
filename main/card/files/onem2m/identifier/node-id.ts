import { type IdentifierCheck, notWellFormed } from './check.ts';
import { checkUriText } from './uri-text.ts';

/**
 * An M2M-Node-ID, m2m:nodeID of oneM2M TS-0004 table 6.3.3-1: a URN such as `urn:gsma:imei:90420156-025763-0`, or another name
 * written like a URI, such as the object identifiers of TS-0001 annex H. Never throws.
 */
export function checkNodeId(text: string): IdentifierCheck {
  const characters = checkUriText(text);
  if (!characters.ok) return characters;
  return !/^urn:/i.test(text) || /^urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[^#?]+/i.test(text)
    ? characters
    : notWellFormed('it begins like a URN and lacks a namespace or a name', 'IETF RFC 8141 2');
}
