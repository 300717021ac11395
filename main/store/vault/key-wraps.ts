import * as z from 'zod';
import { bytesColumn, jsonColumn } from '../columns.ts';
import type { Sql } from '../sql.ts';

/** How the passphrase becomes a key: scrypt, RFC 7914. The bounds keep a changed record from eating the memory. */
export const scryptParameters = z.strictObject({
  kdf: z.literal('scrypt'),
  /** A power of two. */
  n: z
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((n) => (n & (n - 1)) === 0),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(16),
  /** 16 bytes, lower-case hexadecimal. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
});
export type ScryptParameters = z.infer<typeof scryptParameters>;

const wrapped = { wrapped: bytesColumn, key_check: bytesColumn };
const passphraseRow = z.object({ ...wrapped, parameters: jsonColumn(scryptParameters) });
const keychainRow = z.object(wrapped);

export interface KeyWrap {
  readonly wrapped: Uint8Array;
  /** Tells whether an unwrapped key is the one the secrets are sealed with; tells nothing of the key. */
  readonly keyCheck: Uint8Array;
}
export type PassphraseWrap = KeyWrap & { readonly parameters: ScryptParameters };

/** The station key as it is at rest: wrapped, once for each way of opening it. */
export class KeyWraps {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  passphrase(): PassphraseWrap | undefined {
    const row = this.#sql.get(
      passphraseRow,
      `SELECT parameters, wrapped, key_check FROM key_wraps WHERE kind = 'passphrase'`,
    );
    return row && { parameters: row.parameters, wrapped: row.wrapped, keyCheck: row.key_check };
  }

  keychain(): KeyWrap | undefined {
    const row = this.#sql.get(
      keychainRow,
      `SELECT wrapped, key_check FROM key_wraps WHERE kind = 'keychain'`,
    );
    return row && { wrapped: row.wrapped, keyCheck: row.key_check };
  }

  putPassphrase(wrap: PassphraseWrap): void {
    this.#put('passphrase', wrap, JSON.stringify(wrap.parameters));
  }

  putKeychain(wrap: KeyWrap): void {
    this.#put('keychain', wrap, '{}');
  }

  /** The first wrap of a new station key; false, and nothing changed, when another process has set one meanwhile. */
  putFirst(put: () => void): boolean {
    return this.#sql.immediate(() => {
      if (this.passphrase() !== undefined || this.keychain() !== undefined) return false;
      put();
      return true;
    });
  }

  #put(kind: 'passphrase' | 'keychain', wrap: KeyWrap, parameters: string): void {
    this.#sql.run(
      `INSERT INTO key_wraps (kind, parameters, wrapped, key_check) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind) DO UPDATE SET
         parameters = excluded.parameters, wrapped = excluded.wrapped, key_check = excluded.key_check`,
      kind,
      parameters,
      wrap.wrapped,
      wrap.keyCheck,
    );
  }
}
