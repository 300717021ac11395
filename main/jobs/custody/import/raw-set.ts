import * as z from 'zod';

const text = z.string().max(200);
const hex = z.string().max(200);
const bytes3 = z.string().max(20);
const owner = { iccid: text.exactOptional(), eid: text.exactOptional(), iin: text.exactOptional() };

/** An ADM, PIN or PUK of one card. */
const cardKey = z.strictObject({
  kind: z.literal('card-key'),
  ...owner,
  name: z.string().regex(/^(ADM([1-9]|10)|PIN[12]|PUK[12])$/),
  value: text,
});

/** KIc, KID and KIK of one number, for SCP80. */
const ota = z.strictObject({
  kind: z.literal('ota'),
  ...owner,
  index: z.int().min(1).max(15),
  /** As `readOtaAlgorithm` takes it. */
  algorithm: z.string().max(40).exactOptional(),
  kic: hex.exactOptional(),
  kid: hex.exactOptional(),
  kik: hex.exactOptional(),
  checkValues: z
    .strictObject({
      kic: bytes3.exactOptional(),
      kid: bytes3.exactOptional(),
      kik: bytes3.exactOptional(),
    })
    .exactOptional(),
  /** The last counter used. */
  counter: z.int().min(0).max(0xff_ffff_ffff).exactOptional(),
  /** Two bytes. */
  spi: z
    .string()
    .regex(/^[0-9A-Fa-f]{4}$/)
    .exactOptional(),
  /** Bytes of the longest command packet. */
  buffer: z.int().min(32).max(65_535).exactOptional(),
  /** Bytes of AES-CMAC. */
  macLength: z.union([z.literal(4), z.literal(8)]).exactOptional(),
  applications: z
    .array(
      z.strictObject({
        tar: z.string().regex(/^[0-9A-Fa-f]{6}$/),
        /** AID, the beginning of one, or the kind of the card’s application. */
        aid: z
          .string()
          .regex(/^(([0-9A-F]{2}){5,16}|usim|isim|csim|1m2msm)$/i)
          .exactOptional(),
        manages: z.enum(['files', 'applications']).default('files'),
      }),
    )
    .max(50)
    .exactOptional(),
  authorises: z.array(text).max(20).exactOptional(),
});

/** ENC, MAC and DEK of one key version. */
const globalPlatform = z.strictObject({
  kind: z.literal('globalplatform'),
  ...owner,
  /** 1 to 127; 0: the card's default. */
  version: z.int().min(0).max(0x7f),
  protocol: z.enum(['scp02', 'scp03']).exactOptional(),
  /** “i”, one byte. */
  option: z
    .string()
    .regex(/^[0-9A-Fa-f]{2}$/)
    .exactOptional(),
  diversification: z.enum(['none', 'emv', 'visa2', 'kdf3']).exactOptional(),
  enc: hex.exactOptional(),
  mac: hex.exactOptional(),
  dek: hex.exactOptional(),
  checkValues: z
    .strictObject({
      enc: bytes3.exactOptional(),
      mac: bytes3.exactOptional(),
      dek: bytes3.exactOptional(),
    })
    .exactOptional(),
  authorises: z.array(text).max(20).exactOptional(),
  /** AID of the security domain; absent: the issuer's. */
  domain: z
    .string()
    .regex(/^([0-9A-Fa-f]{2}){5,16}$/)
    .exactOptional(),
});

/** One key or key set as a file has it: all texts, nothing checked but the shape. This is what a JSON file of keys lists. */
export const rawSet = z.discriminatedUnion('kind', [cardKey, ota, globalPlatform]);
export type RawSet = z.infer<typeof rawSet>;
export type RawCardKey = z.infer<typeof cardKey>;
export type RawOtaSet = z.infer<typeof ota>;
export type RawGlobalPlatformSet = z.infer<typeof globalPlatform>;
