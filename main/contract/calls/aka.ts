import * as z from 'zod';
import {
  akaAlgorithmInput,
  akaApplication,
  akaLocalKeyDoc,
  akaResultDoc,
  akaVectorDoc,
  autnExplanationDoc,
} from '../aka.ts';
import { keyInput, secretHex } from '../secret.ts';
import { call } from './call.ts';

const hex16 = z.string().regex(/^[0-9A-Fa-f]{32}$/);
/** ICCID of the card that is meant: with another in the reader nothing is asked. */
const meantCard = { iccid: z.string().max(40).optional() };
const expected = z.strictObject({
  res: secretHex.optional(),
  ck: secretHex.optional(),
  ik: secretHex.optional(),
  ak: secretHex.optional(),
});

/** The AKA bench: authentication and its vectors, 3GPP TS 33.102 and TS 31.102 7.1. */
export const akaCalls = {
  /** AUTHENTICATE on the card. With a key, the challenge is made here (`rand` and `autn` may be left out) and the answer is checked. */
  'aka.authenticate': call({
    input: z.strictObject({
      reader: z.string(),
      ...meantCard,
      application: akaApplication,
      context: z.enum(['3g', 'gsm', 'gba']),
      rand: hex16.optional(),
      autn: hex16.optional(),
      /** Six bytes; with a key only. Default 0, which no card takes: it answers with its own number and none is used up. */
      sqn: z.string().optional(),
      amf: z.string().optional(),
      algorithm: akaAlgorithmInput.optional(),
      /** PIN of the application, where the card wants it: presented once, never with the last try unless that is allowed. */
      pin: keyInput.optional(),
      lastTry: z.boolean().optional(),
    }),
    output: akaResultDoc,
    long: true,
    audited: true,
  }),
  /**
   * AUTHENTICATE in the local key establishment context, 3GPP TS 31.102 7.1.1 and TS 33.110: with `derive` the card derives the key of the
   * Ks_int_NAF it has for the NAF key centre, else it is asked whether it has it.
   */
  'aka.localKey': call({
    input: z.strictObject({
      reader: z.string(),
      ...meantCard,
      application: akaApplication,
      naf: z.string().max(253),
      /** Five bytes; default what `gba.bootstrap` takes for `http-digest`. */
      uaProtocol: z
        .string()
        .regex(/^[0-9A-Fa-f]{10}$/)
        .optional(),
      terminal: z.string().min(1).max(255),
      terminalApplication: z.string().min(1).max(255),
      /** What the NAF key centre gave, for these names, RANDx and limit. */
      derive: z
        .strictObject({
          ksLocal: secretHex,
          randX: hex16,
          /** How often the key may be used; default the most there can be. */
          counterLimit: z.number().int().min(1).max(0xffffff).optional(),
        })
        .optional(),
      pin: keyInput.optional(),
      lastTry: z.boolean().optional(),
    }),
    output: akaLocalKeyDoc,
    long: true,
    audited: true,
  }),
  'aka.vector': call({
    input: z.strictObject({
      algorithm: akaAlgorithmInput,
      rand: hex16.optional(),
      sqn: z.string().regex(/^[0-9A-Fa-f]{12}$/),
      amf: z.string().regex(/^[0-9A-Fa-f]{4}$/),
      expected: expected.optional(),
      /** A new file, readable by its owner alone, for the whole vector; only where engine and user share a machine. */
      file: z.string().max(4096).optional(),
    }),
    output: akaVectorDoc,
  }),
  'aka.explain': call({
    input: z.strictObject({
      rand: hex16,
      autn: hex16,
      /** What the card has answered to it. */
      auts: z
        .string()
        .regex(/^[0-9A-Fa-f]{28}$/)
        .optional(),
      algorithm: akaAlgorithmInput.optional(),
    }),
    output: autnExplanationDoc,
  }),
} as const;
