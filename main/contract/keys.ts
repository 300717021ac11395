import * as z from 'zod';
import { hexText, instant } from './card.ts';
import { errorDoc } from './error.ts';

/** Whose keys: one card's by its ICCID or EID, or those of all cards whose ICCID begins with an IIN. */
export const keyOwnerDoc = z.strictObject({ by: z.enum(['iccid', 'eid', 'iin']), value: z.string() });
export type KeyOwnerDoc = z.infer<typeof keyOwnerDoc>;

export const keyAlgorithm = z.enum(['3des-2', '3des-3', 'aes-128', 'aes-192', 'aes-256']);
export const diversificationMethod = z.enum(['none', 'emv', 'visa2', 'kdf3']);
export const secureProtocol = z.enum(['scp02', 'scp03']);

/** A remote management application of a card: its TAR, and the ADF whose files it manages (absent: those below the MF). */
export const otaApplicationDoc = z.strictObject({
  tar: z.string().regex(/^[0-9a-f]{6}$/),
  aid: hexText.optional(),
  manages: z.enum(['files', 'applications']),
});

/** What the station knows of a key set; never the keys. */
export const keySetDoc = z.strictObject({
  id: z.string(),
  kind: z.enum(['ota', 'globalplatform']),
  owner: keyOwnerDoc,
  /** `OTA 2`, `SCP03 48`: unique among the sets of one owner. */
  name: z.string(),
  /** Number of an OTA key set (1 to 15) or key version number (1 to 127; 0: the card's default). */
  version: z.number().int(),
  algorithm: keyAlgorithm,
  protocol: secureProtocol.optional(),
  /** “i” of the secure channel protocol, two hexadecimal digits. */
  option: hexText.optional(),
  /** AID of the security domain; absent: the issuer's. */
  domain: hexText.optional(),
  diversification: diversificationMethod,
  /** Keys of the card, `ADM1`, that the card does not ask for when a command comes over this set. */
  authorises: z.array(z.string()),
  /** Names of the keys in it: `KIc`, `KID`, `KIK` or `ENC`, `MAC`, `DEK`. */
  keys: z.array(z.string()),
  ota: z
    .strictObject({
      /** SPI to be used, four hexadecimal digits. */
      spi: z.string().optional(),
      /** Bytes of the longest command packet the card takes. */
      buffer: z.number().int().optional(),
      applications: z.array(otaApplicationDoc),
    })
    .optional(),
  /** The last counter spent for the card that was asked about; absent before the first. */
  counter: z.number().int().optional(),
  /** Why it cannot be used now. */
  problem: errorDoc.optional(),
  importedAt: instant,
});
export type KeySetDoc = z.infer<typeof keySetDoc>;

/** Names of the PINs, PUKs and ADM keys that are stored for one card. */
export const storedCardKeysDoc = z.strictObject({ iccid: z.string(), names: z.array(z.string()) });
export type StoredCardKeysDoc = z.infer<typeof storedCardKeysDoc>;

/** One set or key of a file of keys, and what became of it. */
export const importItemDoc = z.strictObject({
  /** From 1: the line of a CSV, the position in a JSON list. */
  row: z.number().int(),
  owner: keyOwnerDoc.optional(),
  /** `ADM1`, `OTA 2`, `SCP03 48`. */
  name: z.string().optional(),
  outcome: z.enum(['taken', 'unchanged', 'replaced', 'refused', 'not-taken']),
  /** The last digit of the ICCID does not check the others, which was allowed. */
  wrongCheckDigit: z.boolean().optional(),
  /** Why it was refused. */
  error: errorDoc.optional(),
});
export type ImportItemDoc = z.infer<typeof importItemDoc>;

export const importDoc = z.strictObject({
  /** Whether anything was stored: false for a trial, and where something was refused and the rest was not wanted alone. */
  stored: z.boolean(),
  /** Cards and IINs that the file is about. */
  owners: z.number().int(),
  taken: z.number().int(),
  refused: z.number().int(),
  /** Cards whose ICCID has a wrong check digit and was let pass. */
  wrongCheckDigits: z.number().int().optional(),
  items: z.array(importItemDoc),
  /** Columns of the file that are known to hold something else than keys: they were not looked at. */
  leftAside: z.array(z.string()).optional(),
});
export type ImportDoc = z.infer<typeof importDoc>;

export const keyCheckDoc = z.strictObject({
  set: keySetDoc,
  /** `right`: the stored keys have their check values, or the card has answered with their cryptogram. */
  stored: z.enum(['right', 'wrong', 'no-check-value']),
  /** What the card in the reader says; absent where none was asked. */
  card: z.enum(['right', 'wrong', 'cannot-tell']).optional(),
  error: errorDoc.optional(),
});
export type KeyCheckDoc = z.infer<typeof keyCheckDoc>;

/** The public key to which files of keys for this station are sealed (JWE, ECDH-ES+A256KW on P-256). */
export const stationKeyDoc = z.strictObject({
  jwk: z.record(z.string(), z.string()),
  /** RFC 7638, SHA-256, base64url. */
  thumbprint: z.string(),
});
export type StationKeyDoc = z.infer<typeof stationKeyDoc>;
