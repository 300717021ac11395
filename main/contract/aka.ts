import * as z from 'zod';
import { hexText } from './card.ts';
import { errorDoc } from './error.ts';
import { secretHex } from './secret.ts';

export const akaApplication = z.enum(['usim', 'isim']);
const hex16 = z.string().regex(/^[0-9A-Fa-f]{32}$/);

/** The subscriber's key and what goes with it; typed for this once. */
export const akaAlgorithmInput = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('milenage'),
    k: secretHex,
    op: secretHex.optional(),
    opc: secretHex.optional(),
  }),
  z.strictObject({
    name: z.literal('tuak'),
    k: secretHex,
    top: secretHex.optional(),
    topc: secretHex.optional(),
    /** Bits of MAC, RES, CK and IK; defaults 64, 64, 128, 128. */
    macBits: z.union([z.literal(64), z.literal(128), z.literal(256)]).optional(),
    resBits: z.union([z.literal(32), z.literal(64), z.literal(128), z.literal(256)]).optional(),
    ckBits: z.union([z.literal(128), z.literal(256)]).optional(),
    ikBits: z.union([z.literal(128), z.literal(256)]).optional(),
    iterations: z.union([z.literal(1), z.literal(2)]).optional(),
  }),
  z.strictObject({ name: z.literal('xor'), k: secretHex }),
]);
export type AkaAlgorithmInput = z.infer<typeof akaAlgorithmInput>;

/** Something that was found in a challenge or an answer. */
export const akaFindingDoc = z.strictObject({
  /** Stable; the key of its translation. */
  id: z.string().optional(),
  severity: z.enum(['good', 'attention', 'fault']),
  what: z.string(),
  hint: z.string().optional(),
  /** Numbers for a translation of the sentence. */
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type AkaFindingDoc = z.infer<typeof akaFindingDoc>;

/** What an authentication gave. The values themselves stay in the engine. */
export const akaResultDoc = z.strictObject({
  application: akaApplication,
  context: z.enum(['3g', 'gsm', 'gba']),
  outcome: z.enum(['authenticated', 'synchronisation-failure', 'mac-failure']),
  /** Lengths in bytes of what came: `RES` 8, `CK` 16 … */
  lengths: z.record(z.string(), z.number().int()),
  /** Whether each value equals the one computed with the key that was given. */
  matches: z.record(z.string(), z.boolean()),
  /** SQN of the card out of AUTS, where the key was given: six bytes. */
  sqnOfCard: hexText.optional(),
  /** Why the card refused, the reason first; with a key also what the challenge says beside it. */
  findings: z.array(akaFindingDoc).optional(),
  error: errorDoc.optional(),
});
export type AkaResultDoc = z.infer<typeof akaResultDoc>;

export const autnExplanationDoc = z.strictObject({
  rand: hexText,
  autn: hexText,
  /** SQN xor AK as it stands in AUTN, and SQN where the key was given. */
  concealedSqn: hexText,
  sqn: hexText.optional(),
  amf: hexText,
  /** What the bits of AMF say. */
  amfMeaning: z.array(z.strictObject({ bits: z.string(), meaning: z.string() })),
  mac: z.enum(['right', 'right-for-gba-u', 'wrong', 'unchecked']),
  /** SEQ and IND of both sides and what a card does with them, in sentences. */
  findings: z.array(akaFindingDoc),
});
export type AutnExplanationDoc = z.infer<typeof autnExplanationDoc>;

/** An authentication vector without what must stay secret. */
export const akaVectorDoc = z.strictObject({
  rand: hexText,
  sqn: hexText,
  amf: hexText,
  autn: hexText,
  /** Whether each value equals the expected one that was given. */
  matches: z.record(z.string(), z.boolean()),
  /** Where the whole vector was written. */
  file: z.string().optional(),
});
export type AkaVectorDoc = z.infer<typeof akaVectorDoc>;

/** A key between a UICC and a terminal. */
export const akaLocalKeyDoc = z.strictObject({
  application: akaApplication,
  /** Whether the card has it; after `derived` it has proved that it is the same. */
  held: z.boolean(),
  derived: z.boolean(),
});
export type AkaLocalKeyDoc = z.infer<typeof akaLocalKeyDoc>;

export const challengeInput = z.strictObject({ rand: hex16, autn: hex16 });
