import type { NafIdentity } from '../../auth/gba/naf-id.ts';
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
import { deriveNafKey, deriveNafKeyInDevice } from './derive-naf-key.ts';
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

/** What a key is for. */
export interface CredentialUse {
  readonly target: EnrolmentTarget;
  /** Ten hexadecimal digits, for TLS-PSK that of the cipher suite: both ends must mean the same. */
  readonly uaProtocol: string;
  readonly clock: Clock;
}

/**
 * Km for a MAF or Kpsa for a CSE out of a bootstrapping. The client is the device, so with GBA_U it is Ks_ext_NAF; a client in the UICC would
 * use Ks_int_NAF, which no command gives out.
 * @throws as {@link deriveNafKey}; InputError for a target without domain name
 */
export async function deriveEnrolmentCredential(
  files: CardFiles,
  application: AkaApplication,
  bootstrapping: Bootstrapping,
  use: CredentialUse,
): Promise<EnrolmentCredential> {
  const nafKey = await deriveNafKey(files, application, bootstrapping, nafOf(use), use.clock);
  return credentialOf(bootstrapping, use, nafKey);
}

/** The same of a bootstrapping by GBA_ME, whose Ks is not in a card. @throws AccessError `gba.expired`; InputError */
export function deriveEnrolmentCredentialInDevice(
  bootstrapping: Extract<Bootstrapping, { mode: 'GBA_ME' }>,
  use: CredentialUse,
): EnrolmentCredential {
  return credentialOf(bootstrapping, use, deriveNafKeyInDevice(bootstrapping, nafOf(use), use.clock));
}

const nafOf = ({ target, uaProtocol }: CredentialUse): NafIdentity => ({
  fqdn: nafFqdnOfTarget(target),
  uaProtocol,
});

function credentialOf(
  { mode, bTid, expires }: Bootstrapping,
  use: CredentialUse,
  key: SecretKey,
): EnrolmentCredential {
  const { fqdn: nafFqdn, uaProtocol } = nafOf(use);
  return {
    kind: credentialKindOfTarget(use.target),
    id: bTid,
    key,
    expires,
    mode,
    nafKey: nafKeyOfMode(mode, 'device'),
    nafFqdn,
    uaProtocol,
  };
}
