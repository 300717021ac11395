import * as z from 'zod';

/**
 * A secret on its way into the engine: a PIN, an ADM key, a passphrase. Write-only: inputs may contain it, no output and no event may
 * (`calls.test.ts` walks every schema and proves it).
 */
export const secretText = z.string().min(1).max(512).meta({ writeOnly: true, title: 'secret' });

/** A key in hexadecimal digits, as it is typed or scanned; spaces and colons between the bytes are allowed. */
export const secretHex = z
  .string()
  .regex(/^([0-9A-Fa-f]{2}[ :]?)+$/)
  .max(256)
  .meta({ writeOnly: true, title: 'secret' });

/** A document that holds secrets: a file of keys. */
export const secretDocument = z.string().min(1).max(20_000_000).meta({ writeOnly: true, title: 'secret' });

/** A PIN or ADM key as it is typed: decimal digits (padded with 'FF' to eight bytes) or hexadecimal bytes as they are. */
export const keyInput = z.strictObject({
  format: z.enum(['digits', 'hex']),
  value: secretText,
});
export type KeyInput = z.infer<typeof keyInput>;
