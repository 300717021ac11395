import { decodeNafDerivationAnswer } from '../../auth/gba/authenticate-answer.ts';
import { encodeGbaCommand, gbaContext } from '../../auth/gba/authenticate-command.ts';
import { encodeNafId, type NafIdentity } from '../../auth/gba/naf-id.ts';
import { deriveKsNaf } from '../../auth/gba/naf-key.ts';
import { AccessError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import { authenticate } from '../../card/commands/authenticate.ts';
import { requireApplicationPin } from '../aka/application-pin.ts';
import { explainRefusal } from '../aka/refusals.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { SecretKey } from './secret-key.ts';
import type { Bootstrapping } from './types.ts';

/**
 * The key for one NAF, 32 bytes: Ks_NAF with GBA_ME, Ks_ext_NAF with GBA_U; the card then keeps Ks_int_NAF and notes the NAF in EF_GBANL.
 * 3GPP TS 33.220 4.5.3 and 5.3.3.
 * @throws AccessError `gba.expired`, `aka.pin-needed`; CardError `aka.conditions` when the card has no Ks, `gba.answer`; InputError
 */
export async function deriveNafKey(
  files: CardFiles,
  application: AkaApplication,
  bootstrapping: Bootstrapping,
  naf: NafIdentity,
  clock: Clock,
): Promise<SecretKey> {
  if (bootstrapping.mode === 'GBA_ME') return deriveNafKeyInDevice(bootstrapping, naf, clock);
  requireValid(bootstrapping.expires, clock);
  const { impi } = bootstrapping;
  const nafId = encodeNafId(naf);
  const data = encodeGbaCommand({ mode: 'naf-derivation', nafId, impi });
  await requireApplicationPin(files, application);
  await files.enter(rootOfApplication(application));
  try {
    const answer = await files.session.run(authenticate(gbaContext, data));
    return new SecretKey(decodeNafDerivationAnswer(answer));
  } catch (error) {
    throw explainRefusal(error, 'GBA');
  }
}

/** Ks_NAF of GBA_ME: no card is needed for it. @throws AccessError `gba.expired`; InputError */
export function deriveNafKeyInDevice(
  { impi, rand, expires, ks }: Extract<Bootstrapping, { mode: 'GBA_ME' }>,
  naf: NafIdentity,
  clock: Clock,
): SecretKey {
  requireValid(expires, clock);
  const nafId = encodeNafId(naf);
  return ks.use((key) => new SecretKey(deriveKsNaf(key, { rand, impi, nafId })));
}

/** @throws AccessError `gba.expired` */
export function requireValid(expires: number, clock: Clock): void {
  if (expires > clock.now()) return;
  throw new AccessError('gba.expired', 'The lifetime of the bootstrapping is over.', {
    hint: 'Bootstrap again; if it expires at once, check the clock of this computer.',
    meaning: 'No key was derived; the card is unharmed.',
    clause: '3GPP TS 33.220 4.5.3',
    details: { who: 'device', expires: new Date(expires).toISOString() },
  });
}
