import * as z from 'zod';
import { instantColumn, jsonColumn } from './columns.ts';
import type { Sql } from './sql.ts';

/** What is kept of a credential besides its key, which is in the vault under the owner `credential ID`. */
export const credentialDocument = z.strictObject({
  cseId: z.string().exactOptional(),
  kind: z.enum(['Km', 'Kpsa']),
  /** KmID or KpsaID: the B-TID. */
  keyId: z.string(),
  nafFqdn: z.string(),
  /** Ua security protocol identifier: ten hexadecimal digits. */
  uaProtocol: z.string().regex(/^[0-9a-f]{10}$/),
  mode: z.enum(['GBA_ME', 'GBA_U']),
  iccid: z.string(),
});
export type CredentialDocument = z.infer<typeof credentialDocument>;

export interface StoredCredential {
  readonly id: string;
  /** Name of the gateway. */
  readonly gateway: string;
  readonly document: CredentialDocument;
  readonly createdAt: number;
  readonly expiresAt: number;
}

const credentialRow = z
  .object({
    id: z.string(),
    gateway: z.string(),
    document: jsonColumn(credentialDocument),
    created_at: instantColumn,
    expires_at: instantColumn,
  })
  .transform(
    ({ created_at, expires_at, ...row }): StoredCredential => ({
      ...row,
      createdAt: created_at,
      expiresAt: expires_at,
    }),
  );

const columns = 'id, gateway, document, created_at, expires_at';

/** The keys that were derived for gateways, without the keys. */
export class Credentials {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  add({ id, gateway, document, createdAt, expiresAt }: StoredCredential): void {
    this.#sql.run(
      `INSERT INTO credentials (${columns}) VALUES (?, ?, ?, ?, ?)`,
      id,
      gateway,
      JSON.stringify(document),
      createdAt,
      expiresAt,
    );
  }

  get(id: string): StoredCredential | undefined {
    return this.#sql.get(credentialRow, `SELECT ${columns} FROM credentials WHERE id = ?`, id);
  }

  /** The newest first. */
  list(): StoredCredential[] {
    return this.#sql.all(
      credentialRow,
      `SELECT ${columns} FROM credentials ORDER BY created_at DESC, rowid DESC`,
    );
  }

  /** Whether there was one. */
  delete(id: string): boolean {
    return this.#sql.run('DELETE FROM credentials WHERE id = ?', id) > 0;
  }
}
