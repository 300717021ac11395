import * as z from 'zod';
import { domainSeed } from '../globalplatform/seed-form.ts';
import { otaSeed } from '../ota/seed-form.ts';
import { pinText } from './values.ts';

const hex = z
  .string()
  .regex(/^([0-9A-Fa-f]{2}[\s]*)*$/, 'pairs of hexadecimal digits')
  .describe('Bytes in hexadecimal; spaces are allowed.');
const fid = z.string().regex(/^[0-9A-Fa-f]{4}$/, 'four hexadecimal digits');
const keyName = z
  .string()
  .regex(/^(PIN1|PIN2|ADM([1-9]|10)|[0-9A-Fa-f]{2})$/, 'PIN1, PIN2, ADM1 … or a key reference');

/** Who may: always, never, one key, any of several, all of several. */
const condition = z.union([
  z.literal(['always', 'never']),
  keyName,
  z.strictObject({ any: z.array(keyName).min(2) }),
  z.strictObject({ all: z.array(keyName).min(2) }),
]);
export type SeedCondition = z.infer<typeof condition>;

const operation = z.literal([
  'read',
  'update',
  'increase',
  'resize',
  'activate',
  'deactivate',
  'terminate',
  'delete',
  'create-ef',
  'create-df',
  'delete-child',
]);
/** What is not listed stays as it is for this kind of file: as declared for an EF, ADM1 for a directory. */
const access = z.partialRecord(operation, condition);
export type SeedAccess = z.infer<typeof access>;

const lifeCycle = z.literal(['creation', 'initialisation', 'activated', 'deactivated', 'terminated']);

const content = {
  /** Decoded value in the form of the file's codec; for a record file one a record. */
  value: z.json().optional(),
  records: z.array(z.json()).optional(),
  /** The bytes, filled up with FF. */
  hex: hex.optional(),
  hexRecords: z.array(hex).optional(),
  /** Bytes of a transparent file. */
  size: z.number().int().min(1).max(32767).optional(),
  recordLength: z.number().int().min(1).max(255).optional(),
  recordCount: z.number().int().min(1).max(254).optional(),
  sfi: z.union([z.number().int().min(1).max(30), z.literal('none')]).optional(),
  access: access.optional(),
  lifeCycle: lifeCycle.optional(),
  shareable: z.boolean().optional(),
};

const ef = z.strictObject({
  /** Name of a declared file: `EF_IMSI`. */
  file: z.string().optional(),
  /** FID of a file that is not declared. */
  fid: fid.optional(),
  structure: z.literal(['transparent', 'linear-fixed', 'cyclic']).optional(),
  ...content,
});
export type SeedEf = z.infer<typeof ef>;

const df = z.strictObject({
  df: fid,
  /** Name of a list of files in `templates/`. */
  template: z.string().optional(),
  /** Where the names of its files are looked up; default: as the directory above. */
  home: z.literal(['MF', 'USIM', 'ISIM', '1M2M']).optional(),
  /** Announced in EF_DIR as the DF_1M2M of this subscription (TS-0003 D.1.2); empty text: announced without an identifier. */
  announce: z.string().optional(),
  access: access.optional(),
  lifeCycle: lifeCycle.optional(),
  omit: z.array(z.string()).optional(),
  get files() {
    return z.array(entry).optional();
  },
});
export type SeedDf = z.infer<typeof df>;

const entry = z.union([ef, df]);
export type SeedEntry = z.infer<typeof entry>;

const localKey = z.strictObject({
  value: pinText,
  tries: z.number().int().min(0).max(15).default(3),
  maxTries: z.number().int().min(1).max(15).default(3),
  /** Default: PINs off, administrative keys on. */
  enabled: z.boolean().optional(),
  unblock: pinText.optional(),
  unblockTries: z.number().int().min(0).max(15).default(10),
});
export type SeedKey = z.infer<typeof localKey>;
const keys = z.record(keyName, localKey);

const authentication = z.discriminatedUnion('algorithm', [
  z.strictObject({ algorithm: z.literal('milenage'), k: hex, opc: hex.optional(), op: hex.optional() }),
  z.strictObject({
    algorithm: z.literal('tuak'),
    k: hex,
    topc: hex.optional(),
    top: hex.optional(),
    iterations: z.number().int().min(1).max(255).default(1),
  }),
  z.strictObject({ algorithm: z.literal('xor'), k: hex }),
]);
export type SeedAuthentication = z.infer<typeof authentication>;

const application = z.strictObject({
  aid: z.string().regex(/^([0-9A-Fa-f]{2}){5,16}$/, 'an AID of 5 to 16 bytes'),
  label: z.string().optional(),
  fid: fid.optional(),
  home: z.literal(['USIM', 'ISIM', '1M2M', 'MF']),
  template: z.string().optional(),
  /** Listed in EF_DIR. */
  listed: z.boolean().default(true),
  keys: keys.default({}),
  authentication: authentication.optional(),
  access: access.optional(),
  omit: z.array(z.string()).optional(),
  files: z.array(entry).optional(),
});
export type SeedApplication = z.infer<typeof application>;

export const seedTemplate = z.strictObject({ files: z.array(entry) });

/** The description of a software card: `main/lab/seeds/*.yaml`. */
export const seedSchema = z.strictObject({
  title: z.string(),
  description: z.string(),
  /** Digits with check digit; what EF_ICCID holds when the seed gives it no other content. */
  iccid: z
    .string()
    .regex(/^\d{18,20}$/)
    .optional(),
  /** Default: that of a UICC with this protocol. */
  atr: hex.optional(),
  protocol: z.literal(['T=0', 'T=1']).default('T=0'),
  /** Bytes of memory for files. */
  memory: z.number().int().min(0).max(0xffffff).default(65536),
  /** The form of the security attributes in the FCPs: 8B, 8C or AB. */
  security: z.literal(['referenced', 'compact', 'expanded']).default('referenced'),
  manners: z
    .strictObject({
      blockedStatus: z.literal(['63C0', '6983']).optional(),
      channels: z.number().int().min(1).max(20).optional(),
      withoutInstructions: z.array(z.string().regex(/^[0-9A-Fa-f]{2}$/)).optional(),
      payment: z.boolean().optional(),
      mute: z.boolean().optional(),
    })
    .default({}),
  keys: keys.default({}),
  mf: z
    .strictObject({
      template: z.string().optional(),
      access: access.optional(),
      omit: z.array(z.string()).optional(),
      files: z.array(entry).optional(),
    })
    .default({}),
  applications: z.array(application).default([]),
  proactive: z.array(hex).default([]),
  ota: otaSeed.optional(),
  securityDomain: domainSeed.optional(),
});
export type SeedDescription = z.infer<typeof seedSchema>;
