import { describeUaProtocol } from '../../auth/gba/ua-protocol.ts';
import { InputError } from '../../base/error.ts';
import type { GbaReadinessDoc, GbaResultDoc } from '../../contract/gba.ts';
import { PendingBootstrappings } from '../../jobs/gba/pending-bootstrappings.ts';
import { presentError } from '../../jobs/present/error.ts';
import { presentKeyStatus } from '../../jobs/present/key-status.ts';
import { parseOfflineCompletion } from '../../procedures/gba/offline.ts';
import { checkGbaReadiness, type GbaReadiness } from '../../procedures/gba/readiness.ts';
import type { Bootstrapping } from '../../procedures/gba/types.ts';
import { bootstrapCard } from '../gba/bootstrap-card.ts';
import { chooseApplication, openAkaCard } from '../gba/card-application.ts';
import { credentialDoc } from '../gba/credential-doc.ts';
import { createHttpClient } from '../gba/http-client.ts';
import { answerChallenge, completeAnswer, pendingOf } from '../gba/offline.ts';
import { sequenceOf } from '../gba/sequence.ts';
import { shelfOf } from '../gba/shelf.ts';
import { nafUseOf } from '../gba/targets.ts';
import { addressOf, tryNaf } from '../gba/try-naf.ts';
import type { Handler } from './context.ts';

export const gbaReadiness: Handler<'gba.readiness'> = async (
  { reader, application },
  { parts, signal, about, progress },
) =>
  (await parts.desk.get()).use(reader, 'read', signal, async (atHand) => {
    const card = await openAkaCard(atHand, signal);
    const { iccid } = card;
    if (iccid !== undefined) about({ iccid });
    const chosen = chooseApplication(card, application);
    progress({ what: 'Looking at the card', done: 1 });
    const readiness = await checkGbaReadiness(card.files, chosen, parts.clock);
    const head = { reader, application: chosen.kind, ...(iccid === undefined ? {} : { iccid }) };
    return { ...head, ...readinessDoc(readiness) };
  });

/** What can be wrong with the input or the station is found before the card is asked. */
export const gbaBootstrap: Handler<'gba.bootstrap'> = async (input, context) => {
  const { parts, signal, operation } = context;
  const { target, uaProtocol, naf, network } = input;
  const use = target === undefined ? undefined : nafUseOf(target, uaProtocol, input.suite ?? naf?.suite);
  if (use === undefined && (input.for !== undefined || naf !== undefined)) throw noTarget();
  if (naf !== undefined) addressOf(naf);
  const shelf = await shelfOf(parts);
  if (input.for !== undefined) shelf.requireOpen();
  const { proxy, ca, timeout } = network ?? {};
  const client = createHttpClient({ proxy, ca, timeout });
  const tell = sequenceOf(parts.hub, parts.clock, operation);
  try {
    const work = { input, context, use, http: client.port, tell };
    const desk = await parts.desk.get();
    const made = await desk.use(input.reader, 'write', signal, (atHand) => bootstrapCard(atHand, work));
    const { iccid, bootstrapping, credential } = made;
    const result = resultOf(iccid, bootstrapping, bootstrapping.reused);
    if (credential === undefined || use === undefined) return result;
    const kept = input.for === undefined ? undefined : shelf.keep(input.for, credential, iccid);
    const shown =
      naf === undefined
        ? undefined
        : await tryNaf({ credential, suite: use.suite, naf, network, signal, tell });
    return {
      ...result,
      ...(kept === undefined ? {} : { credential: credentialDoc(kept, parts.clock.now()) }),
      ...(shown === undefined ? {} : { naf: shown }),
    };
  } finally {
    await client.close();
  }
};

export const answerOfflineGba: Handler<'gba.offlineAnswer'> = answerChallenge;

export const completeOfflineGba: Handler<'gba.offlineComplete'> = async (input, context) => {
  const { parts, about } = context;
  const use = nafUseOf(input.target, input.uaProtocol, input.suite);
  const completion = parseOfflineCompletion(input.completion);
  const waiting = await pendingOf(context);
  const pending = waiting.get(input.pending);
  about({ iccid: pending.iccid });
  const { bootstrapping, credential } = await completeAnswer(pending, completion, use, input, context);
  const kept = (await shelfOf(parts)).keep(input.for, credential, pending.iccid);
  waiting.forget(input.pending);
  return {
    ...resultOf(pending.iccid, bootstrapping, false),
    credential: credentialDoc(kept, parts.clock.now()),
  };
};

export const offlineWaiting: Handler<'gba.offlineWaiting'> = async (_input, context) =>
  (await pendingOf(context)).list();

export const forgetOffline: Handler<'gba.offlineForget'> = async ({ pending }, { parts, about }) => {
  const iccid = new PendingBootstrappings(await parts.vault.get(), parts.ids).giveUp(pending);
  if (iccid !== undefined) about({ iccid });
  return {};
};

function readinessDoc(readiness: GbaReadiness): Omit<GbaReadinessDoc, 'reader' | 'iccid' | 'application'> {
  const { pin, gba, oneM2m, identity, stored, nafKeys, modes, noRoom, obstacles } = readiness;
  return {
    pin: presentKeyStatus(pin),
    ...(identity === undefined
      ? {}
      : { impi: identity.impi, identitySource: identity.source, bsfFqdn: identity.bsfFqdn }),
    ...(gba === undefined ? {} : { gba }),
    ...(oneM2m === undefined
      ? {}
      : { oneM2mProvisioning: oneM2m.provisioning, oneM2mConnection: oneM2m.connection }),
    modes: [...modes],
    ...(stored === undefined
      ? {}
      : { stored: { bTid: stored.bTid, expiresAt: stored.expires, valid: stored.valid } }),
    ...(nafKeys.length === 0 ? {} : { nafKeys: nafKeys.map((naf) => nafKeyDoc(naf, stored?.bTid)) }),
    ...(noRoom === undefined ? {} : { noRoom: presentError(noRoom) }),
    obstacles: obstacles.map(presentError),
  };
}

const nafKeyDoc = (
  { fqdn, uaProtocol, bTid }: GbaReadiness['nafKeys'][number],
  held: string | undefined,
) => ({
  nafFqdn: fqdn,
  uaProtocol: `${describeUaProtocol(uaProtocol)} (${uaProtocol})`,
  current: bTid === held,
});

const resultOf = (
  iccid: string,
  { impi, bTid, mode, expires }: Bootstrapping,
  reused: boolean,
): GbaResultDoc => ({ iccid, impi, bTid, mode, expiresAt: expires, reused });

function noTarget(): InputError {
  return new InputError('gba.target-missing', 'It is not said for whom the key is to be.', {
    hint: 'Name the MAF, or the CSE, that the gateway is to share the key with.',
    meaning: 'The card was not asked.',
    details: { who: 'device' },
  });
}
