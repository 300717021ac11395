import * as z from 'zod';
import {
  importDoc,
  keyCheckDoc,
  keySetDoc,
  secureProtocol,
  stationKeyDoc,
  storedCardKeysDoc,
} from '../keys.ts';
import { secretDocument } from '../secret.ts';
import { call, none } from './call.ts';

/** Custody of keys: files of keys in, names and states out. */
export const keyCalls = {
  /** Key sets of a card (those of its IIN included), or all. Works while the vault is locked. */
  'keys.list': call({
    input: z.strictObject({
      iccid: z.string().optional(),
      /** The card is a simulated one, with counters and perhaps keys of its own. */
      simulated: z.boolean().optional(),
    }),
    output: z.strictObject({ sets: z.array(keySetDoc), cards: z.array(storedCardKeysDoc) }),
  }),
  /** Takes a file of keys, all of it or nothing. */
  'keys.import': call({
    input: z.strictObject({
      format: z.enum(['csv', 'json', 'jwe']),
      content: secretDocument,
      /** Only says what would be taken. */
      trial: z.boolean().optional(),
      /** Take the cards that are in order although others are refused. */
      partial: z.boolean().optional(),
      /** Replace stored keys that differ; without it they are refused. */
      replace: z.boolean().optional(),
      /** Algorithm of OTA sets that do not tell it and whose length fits several. */
      algorithm: z.enum(['3des-2', '3des-3', 'aes']).optional(),
      /** The same for GlobalPlatform sets. */
      protocol: secureProtocol.optional(),
      /** Take ICCIDs of 19 digits whose check digit (Luhn) is wrong: some cards have such. */
      anyCheckDigit: z.boolean().optional(),
    }),
    output: importDoc,
    long: true,
    audited: true,
  }),
  /** Compares stored keys with their check values, and with the card in `reader` where that uses no try. */
  'keys.check': call({
    input: z.strictObject({ reader: z.string().optional(), set: z.string().optional() }),
    output: z.array(keyCheckDoc),
    long: true,
    audited: true,
  }),
  'keys.forget': call({ input: z.strictObject({ set: z.string() }), output: none, audited: true }),
  'keys.stationKey': call({ input: none, output: stationKeyDoc }),
  /** Raises the counter of a key set for one card; it can never be lowered. */
  'keys.raiseCounter': call({
    input: z.strictObject({
      set: z.string(),
      iccid: z.string(),
      simulated: z.boolean(),
      counter: z.number().int().min(0).max(0xff_ffff_ffff),
    }),
    output: keySetDoc,
    audited: true,
  }),
} as const;
