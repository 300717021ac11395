import * as z from 'zod';
import { fromBase64, toBase64 } from '../../auth/digest/base64.ts';
import { randIn } from '../../auth/gba/b-tid.ts';
import { equalBytes } from '../../base/bytes.ts';
import { AccessError, InputError, MismatchError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { bootstrapOnCard } from './bootstrap-on-card.ts';
import { requireValid } from './derive-naf-key.ts';
import { checkGbaReadiness } from './readiness.ts';
import type { SecretKey } from './secret-key.ts';
import { storeBootstrapping } from './stored-bootstrapping.ts';
import type { Bootstrapping } from './types.ts';

/*
 * Bootstrapping without a network: an operator hands a challenge to a technician, who carries the answer of the card back, as files or QR
 * codes. RES is the only secret in them: it answers this one challenge, is worth nothing once the BSF has seen it, and no key can be computed
 * of it; but until then whoever has it can bootstrap in the subscriber's name. CK, IK and Ks are never in a document.
 */

const sixteenBytes = z.codec(
  z.string(),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  {
    decode: (text, context) => {
      const bytes = fromBase64(text);
      if (bytes?.length === 16) return bytes;
      context.issues.push({ code: 'custom', message: 'not 16 bytes in base64', input: text });
      return z.NEVER;
    },
    encode: (bytes) => toBase64(bytes),
  },
);

const challenge = z.strictObject({
  format: z.literal('gba-challenge'),
  version: z.literal(1),
  rand: sixteenBytes,
  autn: sixteenBytes,
  /** Whom it is for; where it is given the card must have this identity. */
  impi: z.string().min(1).max(255).optional(),
  /** Public key (JWK) of the operator: a response is sealed to it. */
  recipient: z.record(z.string(), z.unknown()).optional(),
});
export type OfflineChallenge = z.output<typeof challenge>;

const completion = z.strictObject({
  format: z.literal('gba-completion'),
  version: z.literal(1),
  bTid: z.string().regex(/^[!-~]{1,254}$/),
  lifetime: z.iso.datetime({ offset: true }),
});
export type OfflineCompletion = z.output<typeof completion>;

/** The answer to carry back; RES or AUTS in base64. */
export type OfflineResponse = {
  readonly format: 'gba-response';
  readonly version: 1;
  readonly impi: string;
  /** Which challenge it answers. */
  readonly rand: string;
} & (
  | { readonly outcome: 'response'; readonly res: string }
  | { readonly outcome: 'resynchronise'; readonly auts: string }
);

/** What waits for the completion; with GBA_ME it holds Ks, so it is not carried anywhere. */
export type PendingBootstrapping = { readonly impi: string; readonly rand: Uint8Array } & (
  | { readonly mode: 'GBA_ME'; readonly ks: SecretKey }
  | { readonly mode: 'GBA_U' }
);

/** @throws InputError `gba.document` */
export function parseOfflineChallenge(text: string): OfflineChallenge {
  return parsed(challenge, text, 'challenge');
}

/** @throws InputError `gba.document` */
export function parseOfflineCompletion(text: string): OfflineCompletion {
  return parsed(completion, text, 'completion');
}

/**
 * Gives a carried challenge to the card. `pending` is absent when the card asks for another challenge with AUTS.
 * @throws MismatchError `gba.other-subscriber`; AccessError `aka.pin-needed`, `aka.mac-failure`; as `bootstrap` for the card
 */
export async function answerOffline(
  files: CardFiles,
  application: AkaApplication,
  { rand, autn, impi: wanted }: Pick<OfflineChallenge, 'rand' | 'autn' | 'impi'>,
  clock: Clock,
): Promise<{ readonly response: OfflineResponse; readonly pending?: PendingBootstrapping }> {
  const { obstacles, identity, modes, noRoom } = await checkGbaReadiness(files, application, clock);
  const [obstacle] = obstacles;
  if (obstacle !== undefined) throw obstacle;
  const impi = identity?.impi ?? '';
  if (wanted !== undefined && wanted !== impi) throw otherSubscriber();
  const answer = await bootstrapOnCard(files, application, { rand, autn }, modes);
  const head = { format: 'gba-response', version: 1, impi, rand: toBase64(rand) } as const;
  switch (answer.outcome) {
    case 'mac-failure':
      throw noRoom ?? macFailure();
    case 'synchronisation-failure':
      return { response: { ...head, outcome: 'resynchronise', auts: toBase64(answer.auts) } };
    case 'authenticated':
    default: {
      const response: OfflineResponse = { ...head, outcome: 'response', res: toBase64(answer.res) };
      const common = { impi, rand };
      return answer.mode === 'GBA_U'
        ? { response, pending: { ...common, mode: 'GBA_U' } }
        : { response, pending: { ...common, mode: 'GBA_ME', ks: answer.ks } };
    }
  }
}

/**
 * Ends it with the B-TID and lifetime that the operator's BSF gave; with GBA_U they are written to the card.
 * @throws MismatchError `gba.other-challenge` when the B-TID belongs to another challenge; AccessError `gba.expired`; as `storeBootstrapping`
 */
export async function completeOffline(
  files: CardFiles,
  application: AkaApplication,
  pending: PendingBootstrapping,
  completion: OfflineCompletion,
  clock: Clock,
): Promise<Bootstrapping> {
  const done = completeInDevice(pending, completion, clock);
  const { rand, bTid } = done;
  if (done.mode === 'GBA_U')
    await storeBootstrapping(files, application, { rand, bTid, lifetime: completion.lifetime });
  return done;
}

/**
 * The same without a card: all that GBA_ME needs. With GBA_U the card does not know its B-TID yet.
 * @throws MismatchError `gba.other-challenge`; AccessError `gba.expired`
 */
export function completeInDevice<P extends PendingBootstrapping>(
  pending: P,
  { bTid, lifetime }: OfflineCompletion,
  clock: Clock,
): P & { readonly bTid: string; readonly expires: number } {
  const expires = Date.parse(lifetime);
  requireValid(expires, clock);
  const named = randIn(bTid);
  if (named !== undefined && !equalBytes(named, pending.rand)) throw otherChallenge();
  return { ...pending, bTid, expires };
}

function parsed<T extends z.ZodType>(schema: T, text: string, what: string): z.output<T> {
  const result = schema.safeParse(jsonIn(text, what));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unreadable(what, `${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`);
}

function jsonIn(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(what, 'it is not JSON');
  }
}

function unreadable(what: string, reason: string): InputError {
  return new InputError('gba.document', `This is no ${what} for an offline bootstrapping.`, {
    hint: 'Ask the operator for the file again, or scan the code again.',
    meaning: 'The card was not asked.',
    details: { who: 'device', reason: reason.slice(0, 200) },
  });
}

function otherSubscriber(): MismatchError {
  return new MismatchError(
    'gba.other-subscriber',
    'The challenge is for another subscriber than that of this card.',
    {
      hint: 'Put in the card the challenge is for, or ask the operator for another challenge.',
      meaning: 'The card was not asked.',
      details: { who: 'device' },
    },
  );
}

function otherChallenge(): MismatchError {
  return new MismatchError(
    'gba.other-challenge',
    'The B-TID belongs to another challenge than the one answered.',
    {
      hint: 'Take the completion that belongs to this challenge.',
      meaning: 'Nothing was written.',
      clause: '3GPP TS 33.220 4.5.2',
      details: { who: 'device' },
    },
  );
}

function macFailure(): AccessError {
  return new AccessError('aka.mac-failure', 'The card refuses the carried challenge: its MAC is wrong.', {
    hint: 'Check that the challenge was made for this card, and copied completely.',
    meaning: 'The card is unharmed; no sequence number was used.',
    clause: '3GPP TS 33.102 6.3.3',
    details: { who: 'card' },
  });
}
