import {
  credentialKindOfTarget,
  type EnrolmentTarget,
  type GbaCredentialKind,
  type NafKeyName,
  nafFqdnOfTarget,
  nafKeyOfMode,
} from '../../auth/onem2m-keys/gba-enrolment.ts';
import type { Clock } from '../../base/ports.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { deriveNafKey } from './derive-naf-key.ts';
import type { SecretKey } from './secret-key.ts';
import type { Bootstrapping, GbaMode } from './types.ts';

/** A key that a gateway shares with a MAF or a CSE, oneM2M TS-0003 8.3.2.3. */
export interface EnrolmentCredential {
  readonly kind: GbaCredentialKind;
  /** KmID or KpsaID: the B-TID, which is the identity in TLS-PSK. */
  readonly id: string;
  readonly key: SecretKey;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly mode: GbaMode;
  /** What 3GPP calls the key. */
  readonly nafKey: NafKeyName;
  readonly nafFqdn: string;
  readonly uaProtocol: string;
}

/**
 * Km for a MAF or Kpsa for a CSE out of a bootstrapping. The client is the device, so with GBA_U it is Ks_ext_NAF; a client in the UICC would
 * use Ks_int_NAF, which no command gives out.
 * @param uaProtocol ten hexadecimal digits, for TLS-PSK that of the cipher suite: both ends must mean the same
 * @throws as {@link deriveNafKey}; InputError for a target without domain name
 */
export async function deriveEnrolmentCredential(
  files: CardFiles,
  application: AkaApplication,
  bootstrapping: Bootstrapping,
  use: { readonly target: EnrolmentTarget; readonly uaProtocol: string; readonly clock: Clock },
): Promise<EnrolmentCredential> {
  const { target, uaProtocol, clock } = use;
  const { mode, bTid, expires } = bootstrapping;
  const nafFqdn = nafFqdnOfTarget(target);
  const key = await deriveNafKey(files, application, bootstrapping, { fqdn: nafFqdn, uaProtocol }, clock);
  return {
    kind: credentialKindOfTarget(target),
    id: bTid,
    key,
    expires,
    mode,
    nafKey: nafKeyOfMode(mode, 'device'),
    nafFqdn,
    uaProtocol,
  };
}
