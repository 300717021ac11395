import { InputError } from '../../base/error.ts';

/** Letters, digits and inner hyphens, IETF RFC 1123 2.1. */
const label = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const longestName = 253;

/** What keeps `text` from being a domain name in its ASCII form, without the dot of the root; `undefined` when nothing does. */
export function faultOfFqdn(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (text.length > longestName) return `it is longer than ${longestName} characters`;
  const stranger = text.split('.').find((part) => !label.test(part));
  if (stranger === undefined) return undefined;
  return stranger === ''
    ? 'a label is empty'
    : 'a label has other characters than letters, digits and hyphens, or is too long';
}

/**
 * Refuses what is no domain name before it goes into a key or an identifier.
 * @throws InputError `fqdn.malformed`
 */
export function requireFqdn(name: string, text: string): void {
  const fault = faultOfFqdn(text);
  if (fault !== undefined)
    throw new InputError('fqdn.malformed', `${name} is not a domain name: ${fault}.`, {
      hint: 'Use the name as the operator gives it, for example naf.example.com; internationalised names in their xn-- form.',
      clause: 'IETF RFC 1123 2.1',
    });
}
