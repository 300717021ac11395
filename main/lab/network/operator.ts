import { type CryptoKey, compactDecrypt, exportJWK, generateKeyPair, type JWK } from 'jose';
import * as z from 'zod';
import { fromBase64, toBase64 } from '../../auth/digest/base64.ts';
import { formatBTid } from '../../auth/gba/b-tid.ts';
import { modifyMac } from '../../auth/gba/mac-modification.ts';
import { expectedResponses } from '../../auth/gba/res-modification.ts';
import type { AuthenticationVector } from '../../auth/vector.ts';
import { equalBytes } from '../../base/bytes.ts';
import { AccessError, InputError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import type { Auc } from './auc.ts';
import type { LabBsf } from './bsf.ts';
import { aucFaultOf, type BsfFault } from './faults.ts';
import type { LabSubscriber } from './subscriber.ts';

/** The operator's desk for bootstrapping without a network: challenges out, completions for what the card answered. Documents are texts. */
export interface Operator {
  /** With the operator's public key, which the answer is sealed to. @throws InputError `lab.subscriber-unknown` */
  challenge(impi: string): string;
  /**
   * The completion for a response; for AUTS the next challenge, which the card takes. An answer is a JWE (RFC 7516) or plain JSON.
   * @throws InputError `lab.answer-malformed`, `lab.answer-unasked`; AccessError `lab.answer-wrong`, `aka.mac-s`
   */
  answer(text: string): Promise<string>;
}

export interface OperatorOptions {
  readonly auc: Auc;
  readonly bsf: LabBsf;
  readonly clock: Clock;
  readonly faultNow: () => BsfFault | undefined;
}

const answerForm = z.object({
  format: z.literal('gba-response'),
  version: z.literal(1),
  impi: z.string().max(255),
  rand: z.string().max(100),
  outcome: z.enum(['response', 'resynchronise']),
  res: z.string().max(100).optional(),
  auts: z.string().max(100).optional(),
});
/** How the card's answer is sealed to the operator. */
const sealing = 'ECDH-ES+A256KW';

type Answer = z.output<typeof answerForm>;

interface Pending {
  readonly subscriber: LabSubscriber;
  readonly vector: AuthenticationVector;
}

/** Challenges that wait for an answer; the oldest goes first. */
const mostPending = 256;

export async function createOperator({ auc, bsf, clock, faultNow }: OperatorOptions): Promise<Operator> {
  const keys = await generateKeyPair(sealing);
  const recipient: JWK = { ...(await exportJWK(keys.publicKey)), use: 'enc' };
  const pending = new Map<string, Pending>();

  const challenge = (impi: string, fault: BsfFault | undefined): string => {
    const subscriber = auc.subscriber(impi);
    const vector = auc.vector(impi, aucFaultOf(fault));
    if (subscriber === undefined || vector === undefined) throw unknownSubscriber();
    const rand = toBase64(vector.rand);
    pending.set(rand, { subscriber, vector });
    const [oldest] = pending.keys();
    if (pending.size > mostPending && oldest !== undefined) pending.delete(oldest);
    const autn = subscriber.settings.uicc === 'GBA_U' ? modifyMac(vector.autn, vector.ik) : vector.autn;
    return documentOf({ format: 'gba-challenge', version: 1, rand, autn: toBase64(autn), impi, recipient });
  };

  const complete = ({ subscriber, vector }: Pending, res: Uint8Array): string => {
    const { uicc, lifetime = bsf.lifetime } = subscriber.settings;
    if (!expectedResponses(vector.xres, uicc).some((expected) => equalBytes(expected, res)))
      throw wrongAnswer();
    const bTid = formatBTid({ rand: vector.rand, bsfFqdn: bsf.fqdn });
    const now = 1000 * Math.floor(clock.now() / 1000);
    const expires = now + (faultNow()?.kind === 'expired' ? -1000 : 1000 * lifetime);
    bsf.bootstrappings.add({ bTid, bsfFqdn: bsf.fqdn, subscriber, vector, expires });
    const instant = new Date(expires).toISOString().replace(/\.\d+Z$/, 'Z');
    return documentOf({ format: 'gba-completion', version: 1, bTid, lifetime: instant });
  };

  return {
    challenge: (impi) => challenge(impi, faultNow()),
    answer: async (text) => {
      const { impi, rand, outcome, res, auts } = await answerIn(text, keys.privateKey);
      const waiting = pending.get(rand);
      if (waiting?.subscriber.impi !== impi) throw unasked();
      pending.delete(rand);
      if (outcome === 'response') return complete(waiting, bytesIn(res));
      auc.resynchronise(impi, waiting.vector.rand, bytesIn(auts));
      const fault = faultNow();
      return challenge(impi, fault?.kind === 'old-sqn-first' ? undefined : fault);
    },
  };
}

const documentOf = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

async function answerIn(text: string, key: CryptoKey): Promise<Answer> {
  try {
    return answerForm.parse(JSON.parse(isSealed(text) ? await opened(text, key) : text));
  } catch (cause) {
    throw malformedAnswer(cause);
  }
}

const isSealed = (text: string): boolean => !text.trimStart().startsWith('{');

async function opened(text: string, key: CryptoKey): Promise<string> {
  const options = { keyManagementAlgorithms: [sealing], contentEncryptionAlgorithms: ['A256GCM'] };
  const { plaintext } = await compactDecrypt(text.trim(), key, options);
  return new TextDecoder().decode(plaintext);
}

function bytesIn(text: string | undefined): Uint8Array {
  const bytes = fromBase64(text ?? '');
  if (bytes === undefined || bytes.length === 0) throw malformedAnswer(undefined);
  return bytes;
}

function unknownSubscriber(): InputError {
  return new InputError('lab.subscriber-unknown', 'The lab has no subscriber with this identity.', {
    hint: 'Take one of the identities that the network of the lab lists.',
    meaning: 'No challenge was made.',
  });
}

/** What was read is not told: it may hold RES. */
function malformedAnswer(cause: unknown): InputError {
  return new InputError('lab.answer-malformed', 'This is no answer of a card to a challenge of the lab.', {
    hint: 'Give the whole document that the card’s answer was written to.',
    meaning: 'The lab still waits for the answer.',
    ...(cause instanceof z.ZodError ? { details: { reason: cause.issues[0]?.path.join('.') ?? '' } } : {}),
  });
}

function unasked(): InputError {
  return new InputError('lab.answer-unasked', 'The lab does not wait for an answer to this challenge.', {
    hint: 'Ask for a new challenge: this one was answered already, or made before the network of the lab was started.',
    meaning: 'Nothing was bootstrapped.',
  });
}

function wrongAnswer(): AccessError {
  return new AccessError('lab.answer-wrong', 'The card has answered with another RES than the lab expects.', {
    hint: 'Check that card and subscription belong together, then ask for a new challenge.',
    meaning: 'Nothing was bootstrapped; the card has used up a sequence number.',
    clause: '3GPP TS 33.220 4.5.2',
  });
}
