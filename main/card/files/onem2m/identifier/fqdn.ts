import { encodeIpv4 } from '../../codec/ip-address.ts';
import { type IdentifierCheck, notWellFormed, wellFormed } from './check.ts';

const clause = 'IETF RFC 1035 2.3.1, RFC 1123 2.1';

/**
 * A fully qualified domain name of a MAF or MEF: labels of letters, digits and hyphens, at least two of them, 253 characters at
 * most. Names in other scripts are written with their `xn--` labels. Never throws.
 */
export function checkFqdn(text: string): IdentifierCheck {
  if (text === '') return notWellFormed('it is empty', clause);
  if (encodeIpv4(text) !== undefined) return notWellFormed('it is an IPv4 address', clause);
  if (text.length > 253) return notWellFormed('it is longer than 253 characters', clause);
  const labels = text.split('.');
  if (labels.length < 2) return notWellFormed('it has no domain after the host name', clause);
  for (const label of labels) {
    const reason = faultOfLabel(label);
    if (reason !== undefined) return notWellFormed(reason, clause);
  }
  if (/^\d+$/.test(labels.at(-1)!)) return notWellFormed('its last label has digits only', clause);
  return wellFormed;
}

function faultOfLabel(label: string): string | undefined {
  if (label === '') return 'it has an empty label: a dot at an end, or two in a row';
  if (label.length > 63) return 'a label is longer than 63 characters';
  if (!/^[a-z0-9-]+$/i.test(label)) return `“${label}” has other characters than letters, digits and hyphens`;
  if (label.startsWith('-') || label.endsWith('-')) return `“${label}” begins or ends with a hyphen`;
  return undefined;
}
