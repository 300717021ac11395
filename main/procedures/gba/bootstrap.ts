import { akaV1Password, akaV2Password } from '../../auth/digest/password.ts';
import { InternalError } from '../../base/error.ts';
import { type Clock, systemClock } from '../../base/ports.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import type { ProcedureOptions } from '../progress.ts';
import { bootstrapOnCard, type CardBootstrapping } from './bootstrap-on-card.ts';
import type { BootstrappingInfo } from './bootstrapping-info.ts';
import { requireValid } from './derive-naf-key.ts';
import { requestFirstChallenge, type UbUse } from './first-challenge.ts';
import * as messages from './messages.ts';
import { checkGbaReadiness, type GbaReadiness, requireGbaInCard } from './readiness.ts';
import { akaV2InCard, macFailure, neverInStep } from './refusals.ts';
import { type RetryOptions, withRetries } from './retry.ts';
import { storeBootstrapping } from './stored-bootstrapping.ts';
import { type KnownTmpi, tmpiAfter } from './tmpi.ts';
import type { Bootstrapping, GbaIdentity, GbaMessage, GbaMode } from './types.ts';
import type { UbChallenge } from './ub-client.ts';

export interface BootstrapOptions extends ProcedureOptions, UbUse {
  readonly clock?: Clock;
  /** The NAF that a key is wanted for: whether the card has room for its name is checked before. */
  readonly nafFqdn?: string;
  /** Default: GBA_U where card and network have it, else GBA_ME. */
  readonly mode?: GbaMode;
  /** A bootstrapping that is still valid is used again: this one, or with GBA_U the one in the card. Default true. */
  readonly reuse?: boolean;
  readonly known?: Bootstrapping;
  readonly retry?: RetryOptions;
}

/** What was made, and the name for the next time where the server has given to know that it takes one. */
type Made = Bootstrapping & { readonly tmpi?: KnownTmpi };

/** A card whose number the network has just been told must take the next challenge; a second time something is wrong. */
const mostResynchronisations = 1;
const steps = 5;

/**
 * Bootstrapping by GBA: the card proves to the BSF who it is, and both then share Ks under the name B-TID. 3GPP TS 33.220 4.5.2 (GBA_ME) and
 * 5.3.2 (GBA_U), TS 24.109 4; oneM2M TS-0003 8.3.2.3 and D.2.2.6. The PIN is looked at before and never presented.
 *
 * Each attempt uses a sequence number of the card. With GBA_U a new Ks replaces the old one in the card as soon as the card has answered.
 * @throws AccessError `aka.pin-needed`, `aka.mac-failure`, `gba.subscriber-refused`, `gba.response-refused`, `gba.expired`
 * @throws CardError `gba.not-in-card`, `gba.no-identity`, `gba.file-too-small`, `gba.file-missing`, `gba.parameters-too-long`; MismatchError
 *   `gba.not-stored`
 * @throws NetworkError `gba.bsf-…`, `gba.web-page`, `gba.wrong-realm`, `gba.xml`, `gba.resynchronisation`, `digest.…`; CancelledError
 */
export async function bootstrap(
  files: CardFiles,
  application: AkaApplication,
  options: BootstrapOptions,
): Promise<Made & { readonly reused: boolean }> {
  const { clock = systemClock, reuse = true, signal, retry = {} } = options;
  report(options, 'Looking at the card', 0);
  const { bsf = {}, nafFqdn } = options;
  const readiness = await checkGbaReadiness(files, application, clock, {
    ...(bsf.fqdn === undefined ? {} : { bsfFqdn: bsf.fqdn }),
    ...(nafFqdn === undefined ? {} : { nafFqdn }),
  });
  const identity = requireReady(readiness, options.mode);
  const valid = reuse ? reusable(readiness, identity, options, clock) : undefined;
  if (valid !== undefined) return { ...valid, reused: true };
  const made = await withRetries(
    () => attempt(files, application, { identity, readiness, options, clock }),
    retry,
    signal,
  );
  report(options, 'Bootstrapped', steps);
  return { ...made, reused: false };
}

interface Situation {
  readonly identity: GbaIdentity;
  readonly readiness: GbaReadiness;
  readonly options: BootstrapOptions;
  readonly clock: Clock;
}

/** One attempt. What ends it early is told as the last message, from whoever refused. */
async function attempt(files: CardFiles, application: AkaApplication, situation: Situation): Promise<Made> {
  try {
    return await exchange(files, application, situation);
  } catch (error) {
    const refusal = messages.refusal(error);
    if (refusal !== undefined) situation.options.onMessage?.(refusal);
    throw error;
  }
}

async function exchange(
  files: CardFiles,
  application: AkaApplication,
  { identity, readiness, options, clock }: Situation,
): Promise<Made> {
  const tell = (message: GbaMessage): void => options.onMessage?.(message);
  const fqdn = options.bsf?.fqdn ?? identity.bsfFqdn;
  const modes = options.mode === undefined ? readiness.modes : [options.mode];

  report(options, `Asking ${fqdn} for a challenge`, 1);
  const first = await requestFirstChallenge(identity, fqdn, options);
  const { ub } = first;
  let { challenge } = first;
  for (let resynchronised = 0; ; resynchronised++) {
    tell(messages.challenge(challenge));
    const tried = modesFor(challenge, modes);
    report(options, 'The card checks the challenge', 2);
    tell(messages.authenticate(challenge));
    const answer = await bootstrapOnCard(files, application, challenge, tried);
    tell(messages.cardAnswer(answer));
    // With no room for GBA_U it was not tried: the marked challenge of it then looks like a wrong MAC, and no number is used up.
    if (answer.outcome === 'mac-failure') throw readiness.noRoom ?? macFailure(answer.tried);
    if (answer.outcome === 'authenticated') {
      report(options, `Answering ${fqdn}`, 3);
      tell(messages.response(challenge));
      const info = await ub.respond(challenge, passwordFor(challenge, answer));
      tell(messages.bootstrapped(info));
      requireValid(info.expires, clock);
      const made = await finish(files, application, { identity, challenge, answer, info, options });
      const tmpi = ub.serverTakesTmpi ? tmpiAfter(made, fqdn) : undefined;
      return tmpi === undefined ? made : { ...made, tmpi };
    }
    if (resynchronised >= mostResynchronisations) throw neverInStep(fqdn);
    report(options, 'Card and network agree on a sequence number', 2);
    tell(messages.resynchronise(answer.auts));
    challenge = await ub.resynchronise(challenge, answer.auts);
  }
}

async function finish(
  files: CardFiles,
  application: AkaApplication,
  made: {
    readonly identity: GbaIdentity;
    readonly challenge: UbChallenge;
    readonly answer: Extract<CardBootstrapping, { outcome: 'authenticated' }>;
    readonly info: BootstrappingInfo;
    readonly options: BootstrapOptions;
  },
): Promise<Bootstrapping> {
  const { identity, challenge, answer, info, options } = made;
  const { bTid, expires, lifetime } = info;
  const { rand } = challenge;
  const common = { impi: identity.impi, rand, bTid, expires };
  if (answer.mode === 'GBA_ME') return { ...common, mode: 'GBA_ME', ks: answer.ks };
  report(options, 'Noting B-TID and lifetime in the card', 4);
  options.onMessage?.(messages.store(info));
  await storeBootstrapping(files, application, { rand, bTid, lifetime });
  return { ...common, mode: 'GBA_U' };
}

function requireReady(
  { obstacles, identity, gba, noRoom }: GbaReadiness,
  mode: GbaMode | undefined,
): GbaIdentity {
  const [obstacle] = obstacles;
  if (obstacle !== undefined) throw obstacle;
  if (mode === 'GBA_U') {
    requireGbaInCard(gba);
    if (noRoom !== undefined) throw noRoom;
  }
  if (identity === undefined)
    throw new InternalError('gba.identity-missing', 'The identity of the subscriber was not read.', {
      hint: 'Report this.',
    });
  return identity;
}

/** The valid bootstrapping there is already, in the mode that is wanted. */
function reusable(
  { stored }: GbaReadiness,
  { impi }: GbaIdentity,
  { known, mode }: BootstrapOptions,
  clock: Clock,
): Bootstrapping | undefined {
  if (known?.mode === 'GBA_ME' && known.impi === impi && mode !== 'GBA_U' && known.expires > clock.now())
    return known;
  if (stored?.valid !== true || mode === 'GBA_ME') return undefined;
  const { rand, bTid, expires } = stored;
  return { mode: 'GBA_U', impi, rand, bTid, expires };
}

/** AKAv2 takes CK and IK for its password, which the card keeps with GBA_U. @throws NetworkError `gba.akav2-in-card` */
function modesFor({ digest }: UbChallenge, modes: readonly GbaMode[]): readonly GbaMode[] {
  if (digest.algorithm === 'AKAv1-MD5') return modes;
  const possible = modes.filter((mode) => mode === 'GBA_ME');
  if (possible.length === 0) throw akaV2InCard();
  return possible;
}

function passwordFor(
  { digest }: UbChallenge,
  answer: Extract<CardBootstrapping, { outcome: 'authenticated' }>,
): Uint8Array {
  return digest.algorithm === 'AKAv1-MD5' || answer.mode === 'GBA_U'
    ? akaV1Password(answer.res)
    : akaV2Password(answer.aka);
}

function report({ onProgress }: BootstrapOptions, what: string, done: number): void {
  onProgress?.({ what, done, total: steps });
}
