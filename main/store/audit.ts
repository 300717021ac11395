import * as z from 'zod';
import { type AuditDoc, auditDoc } from '../contract/receipt.ts';
import type { Sql } from './sql.ts';

/** The row as the document: SQL has NULL where JSON has nothing. */
const auditRow = z
  .object({ reader: z.string().nullable(), iccid: z.string().nullable() })
  .loose()
  .transform(({ reader, iccid, ...rest }): unknown => ({
    ...rest,
    ...(reader === null ? {} : { reader }),
    ...(iccid === null ? {} : { iccid }),
  }))
  .pipe(auditDoc);

export type AuditEntry = Omit<AuditDoc, 'number'>;

/** Who did what and how it ended. Only ever added to. */
export class AuditLog {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  append(entry: AuditEntry): void {
    this.#sql.run(
      `INSERT INTO audit (at, operator, origin, action, reader, iccid, outcome, what)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.at,
      entry.operator,
      entry.origin,
      entry.action,
      entry.reader ?? null,
      entry.iccid ?? null,
      entry.outcome,
      entry.what,
    );
  }

  /** Newest first, those with a number below `before`. */
  list(query: { readonly before?: number | undefined; readonly limit?: number | undefined }): AuditDoc[] {
    return this.#sql.all(
      auditRow,
      `SELECT number, at, operator, origin, action, reader, iccid, outcome, what FROM audit
       WHERE number < ? ORDER BY number DESC LIMIT ?`,
      query.before ?? Number.MAX_SAFE_INTEGER,
      query.limit ?? 100,
    );
  }
}
