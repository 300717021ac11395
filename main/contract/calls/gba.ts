import * as z from 'zod';
import { akaApplication } from '../aka.ts';
import { credentialDoc } from '../credential.ts';
import {
  gbaMode,
  gbaNetworkInput,
  gbaReadinessDoc,
  gbaResultDoc,
  gbaTargetInput,
  labNetworkDoc,
  labNetworkSettings,
  nafTestDoc,
  nafTestInput,
  offlineAnswerDoc,
  offlineWaitingDoc,
  uaProtocolInput,
} from '../gba.ts';
import { keyInput, secretDocument } from '../secret.ts';
import { call, none } from './call.ts';

/** PIN of the application, where the card wants it: presented once, never with the last try unless that is allowed. */
const pin = { pin: keyInput.optional(), lastTry: z.boolean().optional() };
const gateway = { gateway: z.string().min(1).max(80), cseId: z.string().max(253).optional() };

/** Bootstrapping by GBA (3GPP TS 33.220) to a key of oneM2M (TS-0003 8.3.2.3), and the credentials that come of it. */
export const gbaCalls = {
  'gba.readiness': call({
    input: z.strictObject({ reader: z.string(), application: akaApplication.optional() }),
    output: gbaReadinessDoc,
    long: true,
  }),
  /** Bootstraps, derives the key for the target, tries the NAF where one is named, and keeps the credential. Tells `sequence.message`. */
  'gba.bootstrap': call({
    input: z.strictObject({
      reader: z.string(),
      iccid: z.string(),
      application: akaApplication.optional(),
      network: gbaNetworkInput.optional(),
      mode: gbaMode.optional(),
      /** Use a valid bootstrapping again; default true. */
      reuse: z.boolean().optional(),
      target: gbaTargetInput.optional(),
      uaProtocol: uaProtocolInput.optional(),
      /** Cipher suite by OpenSSL's name, which the key depends on; default that of `naf`, else `PSK-AES128-CBC-SHA256`. */
      suite: z.string().max(80).optional(),
      naf: nafTestInput.optional(),
      /** For whom the credential is kept. */
      for: z.strictObject(gateway).optional(),
      ...pin,
    }),
    output: gbaResultDoc,
    long: true,
    audited: true,
  }),
  /** The first half without a network: the operator's challenge document goes to the card. */
  'gba.offlineAnswer': call({
    input: z.strictObject({
      reader: z.string(),
      iccid: z.string(),
      challenge: z.string().min(2).max(100_000),
      /** A new file, readable by its owner alone, for an answer that is not sealed. */
      file: z.string().max(4096).optional(),
      ...pin,
    }),
    output: offlineAnswerDoc,
    long: true,
    audited: true,
  }),
  /** The second half: the operator's completion document makes it a credential. */
  'gba.offlineComplete': call({
    input: z.strictObject({
      reader: z.string().optional(),
      pending: z.string(),
      completion: z.string().min(2).max(100_000),
      target: gbaTargetInput,
      uaProtocol: uaProtocolInput.optional(),
      /** Cipher suite by OpenSSL's name, which the key depends on. */
      suite: z.string().max(80).optional(),
      for: z.strictObject(gateway),
      ...pin,
    }),
    output: gbaResultDoc,
    long: true,
    audited: true,
  }),
  /** The answers that wait for their completion; the vault has to be open. */
  'gba.offlineWaiting': call({ input: none, output: z.array(offlineWaitingDoc) }),
  /** Waits no more: what was kept for the completion is removed, with GBA_ME Ks. */
  'gba.offlineForget': call({
    input: z.strictObject({ pending: z.string().max(200) }),
    output: none,
    audited: true,
  }),
  'credentials.list': call({ input: none, output: z.array(credentialDoc) }),
  'credentials.forget': call({
    input: z.strictObject({ credential: z.string() }),
    output: none,
    audited: true,
  }),
  /** Connects to the NAF with TLS-PSK and this credential. */
  'credentials.test': call({
    input: z.strictObject({
      credential: z.string(),
      naf: nafTestInput,
      network: gbaNetworkInput.omit({ bsf: true }).optional(),
    }),
    output: nafTestDoc,
    long: true,
    audited: true,
  }),
  /** The credential sealed (JWE) to the public key (JWK) of who takes it over. */
  'credentials.export': call({
    input: z.strictObject({ credential: z.string(), recipient: z.string().min(2).max(10_000) }),
    output: z.strictObject({ document: z.string() }),
    audited: true,
  }),
  /** Starts or stops the lab's AuC, BSF and NAF; with `fault`, what goes wrong on purpose. Only where the host offers the simulator. */
  'lab.network': call({
    input: z.strictObject({
      running: z.boolean().optional(),
      /** Starts it, or starts it anew where it runs. */
      settings: labNetworkSettings.optional(),
      fault: z.string().max(40).optional(),
      /** The operator's side of an offline bootstrapping: the card's answer in, its completion out. */
      offline: z
        .discriminatedUnion('step', [
          z.strictObject({ step: z.literal('challenge'), impi: z.string().max(253) }),
          z.strictObject({ step: z.literal('completion'), answer: secretDocument }),
        ])
        .optional(),
    }),
    output: z.strictObject({ network: labNetworkDoc, document: z.string().optional() }),
  }),
} as const;
