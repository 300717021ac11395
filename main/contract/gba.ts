import * as z from 'zod';
import { instant, keyStatusDoc } from './card.ts';
import { credentialDoc } from './credential.ts';
import { errorDoc } from './error.ts';

export const gbaMode = z.enum(['GBA_ME', 'GBA_U']);

/** Whether a card can be bootstrapped, before anything is tried. */
export const gbaReadinessDoc = z.strictObject({
  reader: z.string(),
  iccid: z.string().optional(),
  application: z.enum(['usim', 'isim']),
  pin: keyStatusDoc,
  impi: z.string().optional(),
  identitySource: z.enum(['EF_IMPI', 'EF_IMSI']).optional(),
  bsfFqdn: z.string().optional(),
  /** Services of the card: GBA; GBA for oneM2M provisioning and connection. Absent where the card does not tell. */
  gba: z.boolean().optional(),
  oneM2mProvisioning: z.boolean().optional(),
  oneM2mConnection: z.boolean().optional(),
  modes: z.array(gbaMode),
  /** A bootstrapping in EF_GBABP. */
  stored: z.strictObject({ bTid: z.string(), expiresAt: instant, valid: z.boolean() }).optional(),
  /** The NAFs that the card has derived keys for (EF_GBANL), and whether from the bootstrapping it holds. */
  nafKeys: z
    .array(z.strictObject({ nafFqdn: z.string(), uaProtocol: z.string(), current: z.boolean() }))
    .optional(),
  /** Why a card that has GBA cannot keep the keys itself (GBA_U): its files have no room. GBA_ME is possible. */
  noRoom: errorDoc.optional(),
  obstacles: z.array(errorDoc),
});
export type GbaReadinessDoc = z.infer<typeof gbaReadinessDoc>;

/** Where the servers are. Without `url` they are found by their names. */
export const gbaNetworkInput = z.strictObject({
  bsf: z
    .strictObject({ fqdn: z.string().max(253).optional(), url: z.string().max(2000).optional() })
    .optional(),
  /** `http://proxy:3128`; absent: what the system's environment says; empty: none. */
  proxy: z.string().max(2000).optional(),
  /** Milliseconds for each answer. */
  timeout: z.number().int().min(100).max(120_000).optional(),
  /** Certificates of authorities to trust besides the system's, PEM. */
  ca: z.string().max(100_000).optional(),
});

/** For whom the key is: the NAF is the MAF's FQDN or the public domain name form of the CSE-ID, TS-0003 8.3.2.3. */
export const gbaTargetInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('maf'), fqdn: z.string().max(253) }),
  z.strictObject({
    kind: z.literal('cse'),
    cseId: z.string().max(253),
    /** M2M-SP-ID of an infrastructure node whose CSE-ID does not say it. */
    serviceProvider: z.string().max(253).optional(),
    /** Public domain name of the infrastructure node, for the CSE of a field node. */
    infrastructureName: z.string().max(253).optional(),
    /** The name of the CSE in the DNS, where the operator has chosen another. */
    fqdn: z.string().max(253).optional(),
  }),
]);

export const uaProtocolInput = z.enum(['http-digest', 'tls-psk']);

/** The NAF to be tried with the derived key. */
export const nafTestInput = z.strictObject({
  host: z.string().max(253),
  port: z.number().int().min(1).max(65_535),
  /** Cipher suite by OpenSSL's name; `PSK-AES128-CBC-SHA256` unless told (TS-0003 10.2.2). */
  suite: z.string().max(80).optional(),
  /** `onem2m`: the B-TID alone is the identity (default); `3gpp`: after `3GPP-bootstrapping;` (TS 33.222 5.4). */
  identity: z.enum(['onem2m', '3gpp']).optional(),
});

export const nafTestDoc = z.strictObject({
  connected: z.boolean(),
  protocol: z.string().optional(),
  suite: z.string().optional(),
  error: errorDoc.optional(),
});
export type NafTestDoc = z.infer<typeof nafTestDoc>;

export const gbaResultDoc = z.strictObject({
  iccid: z.string(),
  impi: z.string(),
  bTid: z.string(),
  mode: gbaMode,
  expiresAt: instant,
  /** A bootstrapping that was still valid was used again. */
  reused: z.boolean(),
  credential: credentialDoc.optional(),
  naf: nafTestDoc.optional(),
});
export type GbaResultDoc = z.infer<typeof gbaResultDoc>;

/** One arrow of a message sequence, as it happens; nothing in it is a secret. */
export const sequenceMessageDoc = z.strictObject({
  operation: z.string(),
  index: z.number().int(),
  at: instant,
  from: z.enum(['device', 'card', 'bsf', 'naf']),
  to: z.enum(['device', 'card', 'bsf', 'naf']),
  what: z.string(),
  /** Names and redacted values, for whoever opens the arrow. */
  content: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  failed: z.boolean().optional(),
});
export type SequenceMessageDoc = z.infer<typeof sequenceMessageDoc>;

/** The answer of a card to a challenge that was carried to it; sealed to the operator, or in a file of its owner. */
export const offlineAnswerDoc = z.strictObject({
  outcome: z.enum(['response', 'resynchronise']),
  impi: z.string(),
  mode: gbaMode.optional(),
  /** The answer as text for a file or a QR code: sealed (JWE) where it holds RES, plain where it holds only AUTS. */
  document: z.string().optional(),
  file: z.string().optional(),
  /** Goes on with the operator's completion. */
  pending: z.string().optional(),
});
export type OfflineAnswerDoc = z.infer<typeof offlineAnswerDoc>;

/** An answer of a card whose completion has not come. What this station cannot read any more has its name alone. */
export const offlineWaitingDoc = z.strictObject({
  pending: z.string(),
  iccid: z.string().optional(),
  impi: z.string().optional(),
  mode: gbaMode.optional(),
});
export type OfflineWaitingDoc = z.infer<typeof offlineWaitingDoc>;

/** How the operator of the lab has set up its network; what is left out is as the cards of its subscribers have it. */
export const labNetworkSettings = z.strictObject({
  /** User security settings of all subscribers. */
  mode: gbaMode.optional(),
  /** Seconds a bootstrapping is valid. */
  lifetime: z.number().int().min(1).max(31_536_000).optional(),
  digest: z.enum(['AKAv1-MD5', 'AKAv2-MD5']).optional(),
  qop: z.enum(['auth', 'auth-int']).optional(),
});

/** The lab's network: BSF and NAF on the loopback address. */
export const labNetworkDoc = z.strictObject({
  running: z.boolean(),
  bsf: z
    .strictObject({
      url: z.string(),
      fqdn: z.string(),
      /** The same by IPv6, and over TLS. */
      url6: z.string().optional(),
      secureUrl: z.string().optional(),
    })
    .optional(),
  naf: z
    .strictObject({
      fqdn: z.string(),
      digestUrl: z.string(),
      host: z.string(),
      pskPort: z.number().int(),
      suite: z.string(),
    })
    .optional(),
  /** Where programs outside get and bring offline documents: GET challenge?impi=…, POST answer. */
  operatorUrl: z.string().optional(),
  /** PEM of the authority that signed the lab's certificates. */
  ca: z.string().optional(),
  fault: z.string(),
  faults: z.array(z.string()),
  subscribers: z.array(z.string()),
});
export type LabNetworkDoc = z.infer<typeof labNetworkDoc>;
