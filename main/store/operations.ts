import * as z from 'zod';
import { type ErrorDoc, errorDoc } from '../contract/error.ts';
import { type OperationDoc, operationDoc } from '../contract/operation.ts';
import { instantColumn, jsonColumn } from './columns.ts';
import type { Sql } from './sql.ts';

const operationRow = z
  .object({
    id: z.string(),
    call: z.string(),
    reader: z.string().nullable(),
    state: z.string(),
    started_at: instantColumn,
    ended_at: instantColumn.nullable(),
    error: jsonColumn(errorDoc).nullable(),
  })
  .transform((row): unknown => ({
    id: row.id,
    call: row.call,
    state: row.state,
    startedAt: row.started_at,
    ...(row.reader === null ? {} : { reader: row.reader }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.error === null ? {} : { error: row.error }),
  }))
  .pipe(operationDoc);

const select = 'SELECT id, call, reader, state, started_at, ended_at, error FROM operations';

/** The long calls of this station, running and past. */
export class Operations {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** `engine` is the presence id of the process that runs it. */
  start(operation: Pick<OperationDoc, 'id' | 'call' | 'reader' | 'startedAt'>, engine: string): void {
    this.#sql.run(
      `INSERT INTO operations (id, call, reader, state, started_at, engine) VALUES (?, ?, ?, 'running', ?, ?)`,
      operation.id,
      operation.call,
      operation.reader ?? null,
      operation.startedAt,
      engine,
    );
  }

  /** Only the first end counts. */
  end(id: string, state: 'done' | 'failed' | 'cancelled', at: number, error?: ErrorDoc): void {
    this.#sql.run(
      `UPDATE operations SET state = ?, ended_at = ?, error = ? WHERE id = ? AND state = 'running'`,
      state,
      at,
      error === undefined ? null : JSON.stringify(error),
      id,
    );
  }

  /** Newest first. */
  list(limit = 100): OperationDoc[] {
    return this.#sql.all(operationRow, `${select} ORDER BY started_at DESC, id LIMIT ?`, limit);
  }

  /** Engines that have left operations running behind. */
  engines(): string[] {
    return this.#sql
      .all(z.object({ engine: z.string() }), `SELECT DISTINCT engine FROM operations WHERE state = 'running'`)
      .map((row) => row.engine);
  }

  /** Ends as failed what a process that is gone was running. */
  abandon(engine: string, at: number, error: ErrorDoc): number {
    return this.#sql.run(
      `UPDATE operations SET state = 'failed', ended_at = ?, error = ? WHERE engine = ? AND state = 'running'`,
      at,
      JSON.stringify(error),
      engine,
    );
  }
}
