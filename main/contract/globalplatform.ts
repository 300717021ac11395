import * as z from 'zod';
import { hexText, instant } from './card.ts';
import { errorDoc } from './error.ts';
import { diversificationMethod, keyAlgorithm, secureProtocol } from './keys.ts';
import { secretHex } from './secret.ts';

/** With which keys a security domain is spoken to. A stored OTA set means remote application management over SCP80. */
export const gpKeysInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stored'),
    set: z.string(),
    /** 01 C-MAC, 03 with C-DEC, 11 and 13 with R-MAC, 33 with R-ENC. */
    level: z.number().int().min(0).max(0x33).optional(),
  }),
  z.strictObject({
    kind: z.literal('typed'),
    /** Without it: what the card answers with. */
    protocol: secureProtocol.optional(),
    /** Key version number; 0 for the card's default. */
    version: z.number().int().min(0).max(0x7f),
    level: z.number().int().min(0).max(0x33).optional(),
    diversification: diversificationMethod.optional(),
    option: hexText.optional(),
    enc: secretHex,
    mac: secretHex,
    dek: secretHex,
  }),
]);
export type GpKeysInput = z.infer<typeof gpKeysInput>;

export const gpKeyDoc = z.strictObject({
  id: z.number().int(),
  version: z.number().int(),
  /** `3DES`, `AES` or the type's code. */
  type: z.string(),
  length: z.number().int(),
});

/** What a security domain tells without keys. */
export const gpInfoDoc = z.strictObject({
  reader: z.string(),
  iccid: z.string().optional(),
  /** AID of the security domain that answered. */
  aid: hexText,
  production: z
    .strictObject({
      icFabricator: hexText,
      icType: hexText,
      operatingSystem: hexText,
      serialNumber: hexText,
      batch: hexText,
      fabricationDate: hexText,
    })
    .optional(),
  recognition: z
    .strictObject({
      version: z.string().optional(),
      protocols: z.array(z.strictObject({ protocol: z.string(), option: hexText })),
    })
    .optional(),
  iin: hexText.optional(),
  cin: hexText.optional(),
  keys: z.array(gpKeyDoc),
  /** Stored key sets for this card, by id, and whether the card has their version. */
  sets: z.array(z.strictObject({ id: z.string(), name: z.string(), onCard: z.boolean() })),
  /** What the card told of itself and nobody can read; the rest is shown. */
  unreadable: z.array(errorDoc).optional(),
  /** A change of keys whose answer was lost: which of the two sets is in force is not known yet. */
  unresolved: z.string().optional(),
});
export type GpInfoDoc = z.infer<typeof gpInfoDoc>;

export const gpItemDoc = z.strictObject({
  kind: z.enum(['issuer-domain', 'domain', 'application', 'package']),
  aid: hexText,
  /** Name of a known AID. */
  name: z.string().optional(),
  lifeCycle: z.strictObject({ code: hexText, word: z.string() }),
  privileges: z.array(z.string()),
  packageAid: hexText.optional(),
  modules: z.array(hexText),
});
export type GpItemDoc = z.infer<typeof gpItemDoc>;

export const gpChangeInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('put-key'),
    /** `globalplatform`: ENC, MAC, DEK; `ota`: KIc, KID, KIK. */
    use: z.enum(['globalplatform', 'ota']),
    /** Version to replace; 0 adds a set. */
    replaces: z.number().int().min(0).max(0x7f),
    version: z.number().int().min(1).max(0x7f),
    algorithm: keyAlgorithm,
    /** New keys in the order of `use`; absent: the station makes random ones. They are in the vault before the card gets them. */
    keys: z.tuple([secretHex, secretHex, secretHex]).optional(),
    /** Three bytes each, as the sender of the keys gave them. */
    checkValues: z.tuple([hexText, hexText, hexText]).optional(),
  }),
  z.strictObject({
    kind: z.literal('install'),
    /** The CAP file in base64; absent: the package is on the card. */
    cap: z.string().max(2_000_000).optional(),
    packageAid: hexText.optional(),
    moduleAid: hexText.optional(),
    applicationAid: hexText.optional(),
    privileges: hexText.optional(),
    parameters: hexText.optional(),
    /** Only load, make no application. */
    loadOnly: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('delete'), aid: hexText, related: z.boolean() }),
  z.strictObject({ kind: z.literal('store-data'), data: hexText }),
  z.strictObject({
    kind: z.literal('set-status'),
    aid: hexText,
    state: z.enum(['locked', 'unlocked', 'selectable', 'card-locked', 'secured', 'terminated']),
  }),
]);
export type GpChangeInput = z.infer<typeof gpChangeInput>;

/** A change as it is shown before it is made. */
export const gpPlanDoc = z.strictObject({
  id: z.string(),
  createdAt: instant,
  reader: z.string(),
  iccid: z.string(),
  kind: z.enum(['put-key', 'install', 'delete', 'store-data', 'set-status']),
  /** One line, `Delete the package A000…`. */
  title: z.string(),
  changes: z.array(
    z.strictObject({ what: z.string(), before: z.string().optional(), after: z.string().optional() }),
  ),
  /** What to know before: what cannot be undone, what else goes with it. */
  cautions: z.array(z.string()),
  blockers: z.array(errorDoc),
});
export type GpPlanDoc = z.infer<typeof gpPlanDoc>;

export const gpResultDoc = z.strictObject({
  plan: z.string(),
  /** `verified`: read back and as planned; `unknown`: the answer was lost. */
  result: z.enum(['verified', 'mismatch', 'stopped', 'unknown']),
  /** What was read back. */
  changes: z.array(z.strictObject({ what: z.string(), now: z.string(), match: z.boolean() })),
  answer: hexText.optional(),
  error: errorDoc.optional(),
});
export type GpResultDoc = z.infer<typeof gpResultDoc>;
