import { requireFqdn } from '../gba/fqdn.ts';
import { type CseInDomain, publicDomainNameOfCse } from './public-domain-name.ts';

/** Whom the enrolee is to share a key with. GBA sees it as the NAF. */
export type EnrolmentTarget =
  | { readonly kind: 'maf'; readonly fqdn: string }
  | { readonly kind: 'cse'; readonly cse: CseInDomain }
  /** A CSE whose domain name in the DNS is not made of its CSE-ID. */
  | { readonly kind: 'named-cse'; readonly fqdn: string };

/** A key of GBA that TS-0003 makes a credential, under the names of both standards. */
export type GbaCredentialKind = 'Km' | 'Kpsa';
export type NafKeyName = 'Ks_NAF' | 'Ks_ext_NAF' | 'Ks_int_NAF';

/**
 * The FQDN of the NAF that goes into the key: that of the MAF, or the public domain name of the CSE. oneM2M TS-0003
 * 8.3.2.3.
 * @throws InputError as {@link publicDomainNameOfCse}
 */
export function nafFqdnOfTarget(target: EnrolmentTarget): string {
  if (target.kind === 'cse') return publicDomainNameOfCse(target.cse);
  requireFqdn('The name of the enrolment target', target.fqdn);
  return target.fqdn;
}

/** Which credential the NAF key becomes: Km with a MAF, Kpsa with a CSE. oneM2M TS-0003 8.3.2.3. */
export function credentialKindOfTarget(target: EnrolmentTarget): GbaCredentialKind {
  return target.kind === 'maf' ? 'Km' : 'Kpsa';
}

/**
 * Which NAF key it is: Ks_NAF with GBA_ME; with GBA_U, Ks_int_NAF if the client is in the UICC and else Ks_ext_NAF. oneM2M
 * TS-0003 8.3.2.3. Ks_int_NAF never leaves the card: the TLS handshake has to be made there.
 */
export function nafKeyOfMode(mode: 'GBA_ME' | 'GBA_U', client: 'device' | 'uicc'): NafKeyName {
  if (mode === 'GBA_ME') return 'Ks_NAF';
  return client === 'uicc' ? 'Ks_int_NAF' : 'Ks_ext_NAF';
}

/**
 * A credential out of a NAF key: the key itself, not derived any further, and KmID or KpsaID = KeID = B-TID. oneM2M TS-0003
 * 8.3.2.3 and annex A. (A B-TID has the characters `+`, `/` and `=`, which 10.5 and 10.6 do not foresee.)
 */
export function credentialOfNafKey(
  target: EnrolmentTarget,
  bTid: string,
  nafKey: Uint8Array,
): { readonly kind: GbaCredentialKind; readonly id: string; readonly key: Uint8Array } {
  return { kind: credentialKindOfTarget(target), id: bTid, key: nafKey };
}
