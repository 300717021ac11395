import * as z from 'zod';
import { hexText } from './card.ts';
import { errorDoc } from './error.ts';
import { secretHex } from './secret.ts';

const check = z.enum(['none', 'rc', 'cc', 'ds']);

/** Security parameter indicator, ETSI TS 102 225 5.1.1. */
export const spiDoc = z.strictObject({
  check,
  ciphering: z.boolean(),
  counter: z.enum(['none', 'unchecked', 'higher', 'one-higher']),
  por: z.enum(['none', 'always', 'on-error', 'reserved']),
  porCheck: check,
  porCiphering: z.boolean(),
  porBySubmit: z.boolean(),
});
export type SpiDoc = z.infer<typeof spiDoc>;

/** KIc or KID: algorithm and number of the key set. */
export const keyIndicatorDoc = z.strictObject({
  algorithm: z.enum([
    'implicit',
    'des',
    'des-ecb',
    '3des-2',
    '3des-3',
    'aes',
    'crc-16',
    'crc-32',
    'proprietary',
    'reserved',
  ]),
  index: z.number().int().min(0).max(15),
});
export type KeyIndicatorDoc = z.infer<typeof keyIndicatorDoc>;

/** The keys of packets: of a stored set, or typed for this once. */
export const otaKeysInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stored'), set: z.string() }),
  z.strictObject({
    kind: z.literal('typed'),
    /** What `implicit` in KIc and KID means. */
    algorithm: z.enum(['3des-2', '3des-3', 'aes']).optional(),
    kic: secretHex.optional(),
    kid: secretHex.optional(),
  }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type OtaKeysInput = z.infer<typeof otaKeysInput>;

export const scriptFormat = z.enum(['compact', 'expanded-definite', 'expanded-indefinite']);

/** What a packet carries. */
export const otaContentInput = z.discriminatedUnion('kind', [
  /** Any bytes for the application. */
  z.strictObject({ kind: z.literal('hex'), data: z.string().max(131_072) }),
  /** Commands as hexadecimal text, each with its header. */
  z.strictObject({
    kind: z.literal('commands'),
    commands: z.array(z.string().max(1024)).min(1).max(255),
    format: scriptFormat,
  }),
  /** The steps of a plan that are not done yet, in as few packets as the card's buffer allows. */
  z.strictObject({ kind: z.literal('plan'), plan: z.string(), format: scriptFormat }),
]);
export type OtaContentInput = z.infer<typeof otaContentInput>;

/** How a packet is to be made. */
export const otaComposeInput = z.strictObject({
  keys: otaKeysInput,
  spi: spiDoc,
  kic: keyIndicatorDoc,
  kid: keyIndicatorDoc,
  /** Six hexadecimal digits. With a plan: for files below the MF; those of applications come from the key set. */
  tar: z.string().regex(/^[0-9A-Fa-f]{6}$/),
  /** Bytes of AES-CMAC. */
  macLength: z.union([z.literal(4), z.literal(8)]).optional(),
  /** Only to look at a packet or with typed keys: a stored set has its own counter. */
  counter: z.number().int().min(0).max(0xff_ffff_ffff).optional(),
  content: otaContentInput,
});
export type OtaComposeInput = z.infer<typeof otaComposeInput>;

export const fieldPartDoc = z.strictObject({ bits: z.string(), name: z.string(), meaning: z.string() });

/** A field of a packet in its place. */
export const packetFieldDoc = z.strictObject({
  /** `CPL`, `SPI`, `KIc` … */
  name: z.string(),
  offset: z.number().int(),
  length: z.number().int(),
  value: hexText,
  meaning: z.string(),
  /** The value was enciphered in the packet. */
  deciphered: z.boolean(),
  parts: z.array(fieldPartDoc),
});
export type PacketFieldDoc = z.infer<typeof packetFieldDoc>;

export const scriptCommandDoc = z.strictObject({
  apdu: hexText,
  /** `SELECT 6F0A`. */
  what: z.string(),
});
export type ScriptCommandDoc = z.infer<typeof scriptCommandDoc>;

export const scriptResponseDoc = z.strictObject({
  /** The command it answers, where that is known. */
  command: scriptCommandDoc.optional(),
  sw: hexText,
  /** What the status word means. */
  meaning: z.string(),
  data: hexText,
});
export type ScriptResponseDoc = z.infer<typeof scriptResponseDoc>;

export const porStatusDoc = z.strictObject({
  code: hexText,
  name: z.string(),
  outcome: z.enum(['done', 'pending', 'refused', 'unknown']),
  meaning: z.string(),
  hint: z.string(),
});
export type PorStatusDoc = z.infer<typeof porStatusDoc>;

/** A packet as far as the keys at hand open it. */
export const packetDoc = z.strictObject({
  kind: z.enum(['command', 'response']),
  hex: hexText,
  fields: z.array(packetFieldDoc),
  checksum: z.enum(['right', 'wrong', 'none', 'unchecked']),
  /** Why not everything could be opened. */
  obstacle: errorDoc.optional(),
  counter: z.number().int().optional(),
  /** What the packet carries; absent where it could not be opened. */
  data: hexText.optional(),
  /** The script in it; absent where it is none. */
  script: z.array(scriptCommandDoc).optional(),
  status: porStatusDoc.optional(),
  /** Commands executed, of a response. */
  executed: z.number().int().optional(),
  responses: z.array(scriptResponseDoc).optional(),
});
export type PacketDoc = z.infer<typeof packetDoc>;

/** Around a packet: the short message, and the ENVELOPE or SEND SHORT MESSAGE that carries it or a part of it. */
export const wrappingDoc = z.strictObject({
  kind: z.enum(['envelope', 'proactive-command', 'sms-deliver', 'sms-submit', 'user-data', 'packet']),
  hex: hexText,
  fields: z.array(packetFieldDoc),
});
export type WrappingDoc = z.infer<typeof wrappingDoc>;

export const encodedPacketDoc = z.strictObject({
  packet: packetDoc,
  tar: hexText,
  /** In the order in which they are sent. */
  messages: z.array(z.strictObject({ tpdu: hexText, envelope: hexText })),
  /** What it does, for a plan: the indices of its steps. */
  steps: z.array(z.number().int()).optional(),
});
export type EncodedPacketDoc = z.infer<typeof encodedPacketDoc>;

/** What became of a packet that was sent. */
export const sentPacketDoc = z.strictObject({
  packet: packetDoc,
  counter: z.number().int().optional(),
  envelopes: z.number().int(),
  /** The proof of receipt, opened. */
  proof: packetDoc.optional(),
  error: errorDoc.optional(),
});
export type SentPacketDoc = z.infer<typeof sentPacketDoc>;
