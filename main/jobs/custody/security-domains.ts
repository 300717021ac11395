/** Security domains of eUICCs, GSMA SGP.02 2.2.3; lower-case hexadecimal. */
export const isdR = 'a0000005591010ffffffff8900000100';
export const ecasd = 'a0000005591010ffffffff8900000200';

/** Short name of a security domain: its AID where it is not a known one. */
export function securityDomainName(aid: string): string {
  if (aid === isdR) return 'ISD-R';
  return aid === ecasd ? 'ECASD' : aid.toUpperCase();
}
