import * as z from 'zod';
import { errorDoc } from './error.ts';

/** Lower-case hexadecimal bytes. */
export const hexText = z.string().regex(/^([0-9a-f]{2})*$/);
/** Milliseconds since the epoch. */
export const instant = z.number();
/** `MF/2F00`, `<aid>/5F40/6F0A`. */
export const pathText = z.string();

export const healthWord = z.enum(['good', 'attention', 'fault', 'unknown']);
export type HealthWord = z.infer<typeof healthWord>;

export const applicationDoc = z.strictObject({
  aid: hexText,
  kind: z.enum(['usim', 'isim', 'csim', '1m2msm', 'other']),
  /** The label of EF_DIR, or the kind in the field's words. */
  label: z.string(),
  /** The DF_1M2M announced for this application in EF_DIR (TS-0003 D.1.2). */
  oneM2m: z.array(z.strictObject({ df: z.string(), subscription: z.string() })),
});
export type ApplicationDoc = z.infer<typeof applicationDoc>;

export const cardIdentityDoc = z.strictObject({
  atr: hexText,
  iccid: z.string().optional(),
  imsi: z.string().optional(),
  applications: z.array(applicationDoc),
});
export type CardIdentityDoc = z.infer<typeof cardIdentityDoc>;

export const fieldDoc = z.strictObject({
  name: z.string(),
  value: z.string(),
  offset: z.number().int(),
  length: z.number().int(),
  note: z.string().optional(),
});
export type FieldDoc = z.infer<typeof fieldDoc>;

/** The content of a transparent file or of one record. */
export const contentDoc = z.strictObject({
  hex: hexText,
  state: z.enum(['value', 'unassigned', 'malformed', 'unknown-coding', 'secret']),
  /** One line in the user's terms. */
  summary: z.string(),
  fields: z.array(fieldDoc),
  /** Decoded value, JSON; absent when the content has none. */
  value: z.json().optional(),
  /** What is wrong with a malformed content. */
  problem: z.string().optional(),
});
export type ContentDoc = z.infer<typeof contentDoc>;

export const accessDoc = z.strictObject({
  operation: z.enum([
    'read',
    'update',
    'activate',
    'deactivate',
    'create',
    'delete',
    'resize',
    'terminate',
    'other',
  ]),
  /** `update needs ADM1`. */
  sentence: z.string(),
  rule: z.enum(['always', 'never', 'keys', 'unknown']),
  /** Names of the keys, `PIN1`, `ADM1`. */
  keys: z.array(z.string()),
});
export type AccessDoc = z.infer<typeof accessDoc>;

export const fileDoc = z.strictObject({
  path: pathText,
  kind: z.enum(['mf', 'adf', 'df', 'ef']),
  /** `EF_1M2MST`, or the FID where the file is not known. */
  name: z.string(),
  title: z.string(),
  fid: z.string(),
  state: z.enum(['read', 'absent', 'no-access', 'unreadable', 'deactivated', 'not-read']),
  structure: z.enum(['transparent', 'linear-fixed', 'cyclic', 'ber-tlv']).optional(),
  size: z.number().int().optional(),
  recordLength: z.number().int().optional(),
  recordCount: z.number().int().optional(),
  sfi: z.number().int().optional(),
  lifeCycle: z.string().optional(),
  access: z.array(accessDoc),
  /** One for a transparent file, one a record otherwise. */
  contents: z.array(contentDoc),
  clause: z.string().optional(),
  changeAdvice: z.enum(['yes', 'caution', 'no']).optional(),
  problem: errorDoc.optional(),
});
export type FileDoc = z.infer<typeof fileDoc>;

/** A PIN or key of the card and the tries that are left. */
export const keyStatusDoc = z.strictObject({
  name: z.string(),
  /** The key reference of TS 102 221 table 9.3, two hexadecimal digits. */
  reference: z.string(),
  state: z.enum(['enabled', 'disabled', 'verified', 'blocked', 'absent', 'unknown']),
  triesLeft: z.number().int().optional(),
});
export type KeyStatusDoc = z.infer<typeof keyStatusDoc>;

export const findingDoc = z.strictObject({
  id: z.string(),
  severity: z.enum(['fault', 'warning', 'notice']),
  path: pathText.optional(),
  what: z.string(),
  consequence: z.string(),
  remedy: z.string(),
  clause: z.string(),
});
export type FindingDoc = z.infer<typeof findingDoc>;

export const healthDoc = z.strictObject({ word: healthWord, findings: z.array(findingDoc) });
export type HealthDoc = z.infer<typeof healthDoc>;

/** Everything that was read from a card at one time. */
export const inventoryDoc = z.strictObject({
  reader: z.string(),
  card: cardIdentityDoc,
  takenAt: instant,
  /** Parents before children; EFs in the order of their declaration, unknown ones last. */
  files: z.array(fileDoc),
  keys: z.array(keyStatusDoc),
  health: healthDoc,
  /** Exchanges with the card, GET RESPONSE included. */
  apdus: z.number().int(),
  elapsedMs: z.number(),
});
export type InventoryDoc = z.infer<typeof inventoryDoc>;

/** The short answer to “what is this card”: identity, oneM2M files, health. */
export const cardReportDoc = inventoryDoc.extend({
  scope: z.enum(['onem2m', 'all']),
});
export type CardReportDoc = z.infer<typeof cardReportDoc>;
