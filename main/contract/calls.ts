import * as z from 'zod';
import { akaCalls } from './calls/aka.ts';
import { call, none, onReader } from './calls/call.ts';
import { gbaCalls } from './calls/gba.ts';
import { globalPlatformCalls } from './calls/globalplatform.ts';
import { keyCalls } from './calls/keys.ts';
import { otaCalls } from './calls/ota.ts';
import { cardReportDoc, fileDoc, healthDoc, inventoryDoc, keyStatusDoc } from './card.ts';
import { operationDoc } from './operation.ts';
import { planDoc, routeName, verificationDoc } from './plan.ts';
import { csvRowDoc, profileDoc, valueProblemDoc, valuesDoc } from './profile.ts';
import { diagnosisItemDoc, readerListDoc } from './reader.ts';
import { auditDoc, chainCheckDoc, receiptDoc, receiptSummaryDoc } from './receipt.ts';
import { keyInput, secretText } from './secret.ts';
import { faultInput, seedDoc, stationDoc } from './station.ts';
import { traceDoc } from './trace.ts';

/** It goes into receipts, whose canonical form (RFC 8785) has no half surrogate pairs. */
const personOrPlace = z
  .string()
  .max(80)
  .refine((name) => name.isWellFormed());

/** The ways of choosing what is provisioned: a profile, its values and, where a card has several, the directory. */
const desired = z.strictObject({
  reader: z.string(),
  /** `name` or `name@version`. */
  profile: z.string(),
  values: valuesDoc,
  /** Path of the DF_1M2M or ADF_1M2MSM, when the profile leaves it open and the card has several. */
  target: z.string().optional(),
});

/** Every call a user interface can make of the engine: the contract. */
export const calls = {
  'station.get': call({ input: none, output: stationDoc }),
  'station.set': call({
    input: z.strictObject({
      station: personOrPlace.optional(),
      operator: personOrPlace.optional(),
    }),
    output: stationDoc,
    audited: true,
  }),
  /** Opens the vault; sets its passphrase when it has none. */
  'vault.open': call({
    input: z.strictObject({ passphrase: secretText }),
    output: stationDoc,
    audited: true,
  }),
  'vault.lock': call({ input: none, output: stationDoc, audited: true }),
  /** Stores the ADM key of one card, encrypted, for later use by name. */
  'vault.putAdm': call({
    input: z.strictObject({ iccid: z.string(), key: z.string(), value: keyInput }),
    output: none,
    audited: true,
  }),
  'vault.forget': call({
    input: z.strictObject({ iccid: z.string(), key: z.string() }),
    output: none,
    audited: true,
  }),

  'readers.list': call({ input: none, output: readerListDoc }),
  'readers.diagnose': call({ input: none, output: z.array(diagnosisItemDoc) }),

  'simulator.seeds': call({ input: none, output: z.array(seedDoc) }),
  /** Adds a simulated reader with a software card of this seed; returns the reader's id. */
  'simulator.add': call({
    input: z.strictObject({ seed: z.string() }),
    output: z.strictObject({ reader: z.string() }),
    audited: true,
  }),
  'simulator.remove': call({ input: onReader, output: none, audited: true }),
  'simulator.insert': call({ input: onReader, output: none }),
  'simulator.eject': call({ input: onReader, output: none }),
  'simulator.fault': call({ input: z.strictObject({ reader: z.string(), fault: faultInput }), output: none }),

  /** Identity, oneM2M files and health (`onem2m`), or every file Cardwright knows or finds (`all`). */
  'card.report': call({
    input: z.strictObject({ reader: z.string(), scope: z.enum(['onem2m', 'all']) }),
    output: cardReportDoc,
    long: true,
  }),
  /** The last report of the card in this reader, without touching the card. */
  'card.last': call({ input: onReader, output: inventoryDoc.nullable() }),
  'card.read': call({
    input: z.strictObject({ reader: z.string(), path: z.string() }),
    output: fileDoc,
    long: true,
  }),
  'card.health': call({ input: onReader, output: healthDoc, long: true }),
  'card.keys': call({ input: onReader, output: z.array(keyStatusDoc), long: true }),

  'profiles.list': call({ input: none, output: z.array(profileDoc) }),
  'profiles.get': call({ input: z.strictObject({ profile: z.string() }), output: profileDoc }),
  /** Checks the text without storing it. */
  'profiles.check': call({
    input: z.strictObject({ source: z.string().max(1_000_000) }),
    output: profileDoc,
  }),
  'profiles.save': call({
    input: z.strictObject({ source: z.string().max(1_000_000) }),
    output: profileDoc,
    audited: true,
  }),
  'profiles.delete': call({ input: z.strictObject({ profile: z.string() }), output: none, audited: true }),
  'profiles.checkValues': call({
    input: z.strictObject({ profile: z.string(), values: valuesDoc }),
    output: z.strictObject({ values: valuesDoc, problems: z.array(valueProblemDoc) }),
  }),
  'profiles.readCsv': call({
    input: z.strictObject({ profile: z.string(), csv: z.string().max(20_000_000) }),
    output: z.strictObject({ columns: z.array(z.string()), rows: z.array(csvRowDoc) }),
  }),

  'plan.make': call({ input: desired, output: planDoc, long: true, audited: true }),
  /** A plan back to the pre-personalised values of table E.1. */
  'plan.wipe': call({
    input: z.strictObject({ reader: z.string(), target: z.string().optional() }),
    output: planDoc,
    long: true,
    audited: true,
  }),
  'plan.get': call({ input: z.strictObject({ plan: z.string() }), output: planDoc }),
  /** Chooses the way to the card: one of the plan's routes that can be used. */
  'plan.route': call({
    input: z.strictObject({
      plan: z.string(),
      route: routeName,
      /** Id of the key set, where the route has several. */
      keySet: z.string().optional(),
    }),
    output: planDoc,
  }),
  /** Plans that were interrupted and whose card has not been rolled forward. */
  'plan.open': call({ input: none, output: z.array(planDoc) }),
  /** Writes, reads back and leaves a receipt. Stops at the first refusal. */
  'plan.apply': call({
    input: z.strictObject({
      plan: z.string(),
      /** Typed again or read from the card, against a swapped card; compared before the first write. */
      iccid: z.string(),
      /** By name of the key, `ADM1`. A key that is not given is taken from the vault. */
      keys: z.record(z.string(), keyInput),
      /** Names of keys that may be presented although one try is left. */
      lastTry: z.array(z.string()).optional(),
      /** Keep the keys in the vault after they have been accepted. */
      remember: z.boolean().optional(),
    }),
    output: receiptDoc,
    long: true,
    audited: true,
  }),
  'card.verify': call({ input: desired, output: verificationDoc, long: true, audited: true }),

  'receipts.list': call({
    input: z.strictObject({
      iccid: z.string().optional(),
      before: z.number().optional(),
      limit: z.number().int().max(1000).optional(),
    }),
    output: z.array(receiptSummaryDoc),
  }),
  /** By number, as digits, or id. */
  'receipts.get': call({ input: z.strictObject({ receipt: z.string() }), output: receiptDoc }),
  'receipts.check': call({ input: none, output: chainCheckDoc }),
  'audit.list': call({
    input: z.strictObject({ before: z.number().optional(), limit: z.number().int().max(1000).optional() }),
    output: z.array(auditDoc),
  }),

  'trace.list': call({
    input: z.strictObject({
      reader: z.string().optional(),
      after: z.number().optional(),
      limit: z.number().int().max(5000).optional(),
    }),
    output: z.array(traceDoc),
  }),
  'trace.clear': call({ input: none, output: none }),

  'operations.list': call({ input: none, output: z.array(operationDoc) }),
  'operations.cancel': call({
    input: z.strictObject({ operation: z.string() }),
    output: none,
    audited: true,
  }),

  ...keyCalls,
  ...otaCalls,
  ...globalPlatformCalls,
  ...akaCalls,
  ...gbaCalls,
} as const;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;
