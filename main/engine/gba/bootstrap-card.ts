import { KnownBootstrappings } from '../../jobs/gba/known-bootstrappings.ts';
import { bootstrap } from '../../procedures/gba/bootstrap.ts';
import type { EnrolmentCredential } from '../../procedures/gba/enrolment-credential.ts';
import type { HttpPort } from '../../procedures/gba/http-port.ts';
import type { Bootstrapping, GbaMessage } from '../../procedures/gba/types.ts';
import type { CallContext } from '../calls/context.ts';
import type { CardAtHand } from '../readers/desk.ts';
import type { ParsedInput } from '../validate.ts';
import { chooseApplication, openAkaCard, presentApplicationPin, requireIccid } from './card-application.ts';
import { keyForNaf } from './key-for-naf.ts';
import type { NafUse } from './targets.ts';

export interface BootstrapWork {
  readonly input: ParsedInput<'gba.bootstrap'>;
  readonly context: CallContext;
  /** Absent where no key is wanted yet. */
  readonly use: NafUse | undefined;
  readonly http: HttpPort;
  readonly tell: (message: GbaMessage) => void;
}

export interface BootstrappedCard {
  readonly iccid: string;
  readonly bootstrapping: Bootstrapping & { readonly reused: boolean };
  readonly credential: EnrolmentCredential | undefined;
}

/**
 * Everything that needs the card: who it is, its PIN, the bootstrapping or the one that is still valid, the key for the NAF.
 * @throws MismatchError `aka.other-card`; as `bootstrap` and `keyForNaf`
 */
export async function bootstrapCard(
  atHand: CardAtHand,
  { input, context, use, http, tell }: BootstrapWork,
): Promise<BootstrappedCard> {
  const { parts, signal, progress } = context;
  const { clock } = parts;
  const card = await openAkaCard(atHand, signal, input.iccid);
  const iccid = requireIccid(card);
  const application = chooseApplication(card, input.application);
  await presentApplicationPin(card, application, input);
  const kept = new KnownBootstrappings(await parts.vault.get(), clock);
  const subject = { iccid, application: application.kind, simulated: atHand.simulated };
  const known = kept.get(subject);
  const tmpi = kept.tmpi(subject);
  const { bsf, timeout } = input.network ?? {};
  const bootstrapping = await bootstrap(card.files, application, {
    http,
    clock,
    signal,
    onProgress: progress,
    onMessage: tell,
    ...(bsf === undefined ? {} : { bsf: present(bsf) }),
    ...(input.mode === undefined ? {} : { mode: input.mode }),
    ...(input.reuse === undefined ? {} : { reuse: input.reuse }),
    ...(known === undefined ? {} : { known }),
    ...(tmpi === undefined ? {} : { tmpi }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(use === undefined ? {} : { nafFqdn: use.nafFqdn }),
  });
  if (bootstrapping.mode === 'GBA_ME' && !bootstrapping.reused)
    await kept.keep(subject, bootstrapping, bootstrapping.tmpi);
  const credential =
    use === undefined
      ? undefined
      : await keyForNaf(card.files, application, bootstrapping, use, context, tell);
  return { iccid, bootstrapping, credential };
}

const present = ({ fqdn, url }: { fqdn?: string | undefined; url?: string | undefined }) => ({
  ...(fqdn === undefined ? {} : { fqdn }),
  ...(url === undefined ? {} : { url }),
});
