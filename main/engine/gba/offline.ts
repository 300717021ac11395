import { InputError } from '../../base/error.ts';
import type { OfflineAnswerDoc } from '../../contract/gba.ts';
import { KnownBootstrappings } from '../../jobs/gba/known-bootstrappings.ts';
import { PendingBootstrappings, type PendingOfCard } from '../../jobs/gba/pending-bootstrappings.ts';
import { readRecipient, sealTo } from '../../jobs/gba/seal-to.ts';
import {
  deriveEnrolmentCredentialInDevice,
  type EnrolmentCredential,
} from '../../procedures/gba/enrolment-credential.ts';
import {
  answerOffline,
  completeInDevice,
  completeOffline,
  type OfflineCompletion,
  parseOfflineChallenge,
} from '../../procedures/gba/offline.ts';
import type { Bootstrapping } from '../../procedures/gba/types.ts';
import type { CallContext } from '../calls/context.ts';
import type { ParsedInput } from '../validate.ts';
import {
  applicationOf,
  chooseApplication,
  openAkaCard,
  presentApplicationPin,
  requireIccid,
} from './card-application.ts';
import { keyForNaf } from './key-for-naf.ts';
import { reserveSecretFile } from './new-secret-file.ts';
import type { NafUse } from './targets.ts';

/** @throws StoreError `vault.locked` */
export async function pendingOf({ parts }: CallContext): Promise<PendingBootstrappings> {
  const pending = new PendingBootstrappings(await parts.vault.get(), parts.ids);
  pending.requireOpen();
  return pending;
}

/**
 * The card's answer to a challenge that was carried to it. RES leaves the engine only sealed to the operator's public key, which the challenge
 * names, or in a new file of its owner; where neither is possible the card is not asked, for each answer uses a sequence number.
 * @throws InputError `gba.document`, `gba.answer-needs-file`, `file.…`, `recipient.…`; as `answerOffline`
 */
export async function answerChallenge(
  input: ParsedInput<'gba.offlineAnswer'>,
  context: CallContext,
): Promise<OfflineAnswerDoc> {
  const { parts, signal, progress } = context;
  const challenge = parseOfflineChallenge(input.challenge);
  const recipient = challenge.recipient === undefined ? undefined : await readRecipient(challenge.recipient);
  if (recipient === undefined && input.file === undefined) throw needsFile();
  const waiting = await pendingOf(context);
  const desk = await parts.desk.get();
  const file = input.file === undefined ? undefined : reserveSecretFile(input.file);
  try {
    return await desk.use(input.reader, 'write', signal, async (atHand) => {
      const card = await openAkaCard(atHand, signal, input.iccid);
      const iccid = requireIccid(card);
      const application = await applicationOf(card, challenge.impi);
      await presentApplicationPin(card, application, input);
      progress({ what: 'The card checks the challenge', done: 1 });
      const { response, pending } = await answerOffline(card.files, application, challenge, parts.clock);
      const { impi, outcome } = response;
      // AUTS is no secret: it answers nothing and proves nothing to anybody else.
      const sealed =
        outcome === 'response' && recipient !== undefined ? await sealTo(recipient, response) : undefined;
      const text = sealed ?? `${JSON.stringify(response, null, 2)}\n`;
      const mayLeave = sealed !== undefined || outcome === 'resynchronise';
      const subject = { iccid, simulated: atHand.simulated, application: application.kind };
      const id = pending === undefined ? undefined : waiting.keep({ ...pending, ...subject });
      file?.write(text);
      return {
        outcome,
        impi,
        ...(pending === undefined ? {} : { mode: pending.mode }),
        ...(mayLeave ? { document: text } : {}),
        ...(file === undefined ? {} : { file: file.path }),
        ...(id === undefined ? {} : { pending: id }),
      };
    });
  } finally {
    file?.discard();
  }
}

export interface Completed {
  readonly bootstrapping: Bootstrapping;
  readonly credential: EnrolmentCredential;
}

/**
 * The operator's completion makes a bootstrapping of what waits. With GBA_ME no card is needed; with GBA_U it is told its B-TID, and derives
 * the key. @throws InputError `gba.reader-needed`; as `completeOffline` and `keyForNaf`
 */
export async function completeAnswer(
  pending: PendingOfCard,
  completion: OfflineCompletion,
  use: NafUse,
  input: ParsedInput<'gba.offlineComplete'>,
  context: CallContext,
): Promise<Completed> {
  const { parts, signal } = context;
  const { clock } = parts;
  if (pending.mode === 'GBA_ME') {
    const { impi, rand, ks } = pending;
    const bootstrapping = completeInDevice({ mode: 'GBA_ME' as const, impi, rand, ks }, completion, clock);
    await new KnownBootstrappings(await parts.vault.get(), clock).keep(pending, bootstrapping);
    return { bootstrapping, credential: deriveEnrolmentCredentialInDevice(bootstrapping, { ...use, clock }) };
  }
  if (input.reader === undefined) throw needsReader();
  return (await parts.desk.get()).use(input.reader, 'write', signal, async (atHand) => {
    const card = await openAkaCard(atHand, signal, pending.iccid);
    const application = chooseApplication(card, pending.application);
    await presentApplicationPin(card, application, input);
    const { impi, rand } = pending;
    const bootstrapping = await completeOffline(
      card.files,
      application,
      { mode: 'GBA_U', impi, rand },
      completion,
      clock,
    );
    const nobody = (): void => undefined;
    const credential = await keyForNaf(card.files, application, bootstrapping, use, context, nobody);
    return { bootstrapping, credential };
  });
}

function needsFile(): InputError {
  return new InputError(
    'gba.answer-needs-file',
    'The operator has given no key to seal the answer of the card to.',
    {
      hint: 'Name a new file for it, and carry that as carefully as a one-time password; or ask for a challenge with a public key.',
      meaning: 'The card was not asked; no sequence number was used.',
      details: { who: 'device' },
    },
  );
}

function needsReader(): InputError {
  return new InputError('gba.reader-needed', 'With GBA_U the card itself has to derive the key.', {
    hint: 'Put the card that has answered into a reader, and say which.',
    meaning: 'Nothing was changed; the completion can be used again.',
    details: { who: 'device' },
  });
}
