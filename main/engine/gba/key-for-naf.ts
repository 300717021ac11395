import type { AkaApplication } from '../../procedures/aka/types.ts';
import type { CardFiles } from '../../procedures/card-files.ts';
import {
  deriveEnrolmentCredential,
  type EnrolmentCredential,
} from '../../procedures/gba/enrolment-credential.ts';
import * as messages from '../../procedures/gba/messages.ts';
import type { Bootstrapping, GbaMessage } from '../../procedures/gba/types.ts';
import type { CallContext } from '../calls/context.ts';
import type { NafUse } from './targets.ts';

/** The key for the NAF out of a bootstrapping. With GBA_U the card is asked for it, which is told. @throws as `deriveNafKey` */
export async function keyForNaf(
  files: CardFiles,
  application: AkaApplication,
  bootstrapping: Bootstrapping,
  { target, nafFqdn, uaProtocol }: NafUse,
  { parts, progress }: Pick<CallContext, 'parts' | 'progress'>,
  tell: (message: GbaMessage) => void,
): Promise<EnrolmentCredential> {
  progress({ what: `Deriving the key for ${nafFqdn}`, done: 5, total: 6 });
  const inCard = bootstrapping.mode === 'GBA_U';
  if (inCard) tell(messages.nafDerivation(nafFqdn, uaProtocol));
  try {
    const use = { target, uaProtocol, clock: parts.clock };
    const credential = await deriveEnrolmentCredential(files, application, bootstrapping, use);
    if (inCard) tell(messages.nafKey(credential.nafKey, credential.key.length));
    return credential;
  } catch (error) {
    const refusal = messages.refusal(error);
    if (refusal !== undefined) tell(refusal);
    throw error;
  }
}
