import Database from 'better-sqlite3';
import type * as z from 'zod';
import { StoreError } from '../base/error.ts';
import { asStoreError } from './sqlite-error.ts';

export type SqlValue = string | number | null | Uint8Array;

/**
 * One connection to the database. Every failure is a StoreError, and every row is checked against a schema when it is read: a
 * row that was changed by hand gives `store.tampered`.
 */
export class Sql {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** The row, or `undefined` when there is none. */
  get<S extends z.ZodType>(row: S, text: string, ...values: SqlValue[]): z.output<S> | undefined {
    const found = this.#guard(() => this.#prepare(text).get(...values));
    return found === undefined ? undefined : parseRow(row, found, text);
  }

  all<S extends z.ZodType>(row: S, text: string, ...values: SqlValue[]): z.output<S>[] {
    return this.#guard(() => this.#prepare(text).all(...values)).map((found) => parseRow(row, found, text));
  }

  /** Row by row and unchecked, for the check that looks at damaged rows itself. Nothing can be written meanwhile. */
  *each(text: string, ...values: SqlValue[]): Generator {
    const rows = this.#guard(() => this.#prepare(text).iterate(...values));
    for (;;) {
      const next = this.#guard(() => rows.next());
      if (next.done === true) return;
      yield next.value;
    }
  }

  /** Returns the number of rows that changed. */
  run(text: string, ...values: SqlValue[]): number {
    return this.#guard(() => this.#prepare(text).run(...values)).changes;
  }

  /** Several statements without values, as migrations have them. */
  script(text: string): void {
    this.#guard(() => this.#db.exec(text));
  }

  pragma(text: string): unknown {
    return this.#guard(() => this.#db.pragma(text, { simple: true }));
  }

  /**
   * Runs `work` in a transaction that holds the write lock from its first statement, so that what it reads stays true until it has
   * written. Nested calls join the outer one. Durable when it returns; nothing is kept when `work` throws.
   */
  immediate<T>(work: () => T): T {
    return this.#guard(() => this.#db.transaction(work).immediate());
  }

  /** Runs `read` on one state of the database, whatever other processes write meanwhile. */
  snapshot<T>(read: () => T): T {
    return this.#guard(() => this.#db.transaction(read).deferred());
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(text: string): Database.Statement {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }

  #guard<T>(work: () => T): T {
    if (!this.#db.open)
      throw new StoreError('store.closed', 'The database has been closed.', {
        hint: 'Start Cardwright again.',
      });
    try {
      return work();
    } catch (error) {
      throw asStoreError(error);
    }
  }
}

function parseRow<S extends z.ZodType>(row: S, found: unknown, text: string): z.output<S> {
  const parsed = row.safeParse(found);
  if (parsed.success) return parsed.data;
  const table = /\b(?:from|into|update)\s+(\w+)/i.exec(text)?.[1] ?? 'unknown';
  throw tampered(table, parsed.error.issues[0]?.path.join('.') ?? '');
}

/** `where` names the member that does not fit; never its content. */
export function tampered(table: string, where: string): StoreError {
  return new StoreError('store.tampered', `A record in the table “${table}” is not as Cardwright wrote it.`, {
    hint: 'Keep the database as it is, check the receipts, and restore a backup.',
    meaning: 'No card was touched.',
    details: { table, where },
  });
}
