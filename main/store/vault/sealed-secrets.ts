import * as z from 'zod';
import { bytesColumn } from '../columns.ts';
import type { Sql } from '../sql.ts';

const sealedRow = z.object({ sealed: bytesColumn });
const nameRow = z.object({ name: z.string() });

/** Encrypted secrets by owner (an ICCID) and name (`ADM1`). Only the vault can open them. */
export class SealedSecrets {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get(owner: string, name: string): Uint8Array | undefined {
    return this.#sql.get(sealedRow, 'SELECT sealed FROM secrets WHERE owner = ? AND name = ?', owner, name)
      ?.sealed;
  }

  put(owner: string, name: string, sealed: Uint8Array, at: number): void {
    this.#sql.run(
      `INSERT INTO secrets (owner, name, sealed, saved_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (owner, name) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`,
      owner,
      name,
      sealed,
      at,
    );
  }

  delete(owner: string, name: string): boolean {
    return this.#sql.run('DELETE FROM secrets WHERE owner = ? AND name = ?', owner, name) > 0;
  }

  /** Names of the secrets of one owner, in alphabetical order. */
  names(owner: string): string[] {
    return this.#sql
      .all(nameRow, 'SELECT name FROM secrets WHERE owner = ? ORDER BY name', owner)
      .map((row) => row.name);
  }

  /** Every owner and name, in alphabetical order. */
  all(): { readonly owner: string; readonly name: string }[] {
    return this.#sql.all(
      z.object({ owner: z.string(), name: z.string() }),
      'SELECT owner, name FROM secrets ORDER BY owner, name',
    );
  }
}
