import { faultOfM2mFqdn } from './m2m-fqdn.ts';

/** The parts of an absolute (`//sp.example.com/a/b`) or SP-relative (`/a/b`) identifier. */
export type Segments =
  | { readonly ok: true; readonly segments: readonly string[] }
  | { readonly ok: false; readonly reason: string };

const unreserved = /^[A-Za-z0-9][A-Za-z0-9\-._]*$/;

/** Splits off the M2M-SP-ID and the slashes and checks the characters, oneM2M TS-0004 6.2.3. */
export function splitSegments(text: string): Segments {
  if (!text.startsWith('/')) return { ok: false, reason: 'it does not begin with a slash' };
  const absolute = text.startsWith('//');
  const [head = '', ...rest] = (absolute ? text.slice(2) : text.slice(1)).split('/');
  if (absolute) {
    const fault = faultOfM2mFqdn(head);
    if (fault !== undefined) return { ok: false, reason: fault };
  }
  const segments = absolute ? rest : [head, ...rest];
  if (segments.length === 0) return { ok: false, reason: 'nothing follows the service provider' };
  for (const segment of segments) {
    if (segment === '') return { ok: false, reason: 'a part between two slashes is empty' };
    if (!unreserved.test(segment)) return { ok: false, reason: faultOfSegment(segment) };
  }
  return { ok: true, segments };
}

function faultOfSegment(segment: string): string {
  return /^[-._]/.test(segment)
    ? `“${segment}” does not begin with a letter or digit`
    : `“${segment}” has other characters than letters, digits, hyphen, dot and underscore`;
}

/** Whether `stem` is what follows the `S` or `C` of an AE-ID-Stem. */
export function isStem(text: string): boolean {
  return unreserved.test(text);
}
