import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Sql } from './sql.ts';
import { asStoreError } from './sqlite-error.ts';

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const fileForm = /^([0-9a-f-]{36})\.lock$/;

/**
 * Which Cardwright processes are alive, told by a lock that the operating system drops when a process ends, however it ends. A
 * process id would not do: it is given to another process later. SQLite's file locks serve on every system.
 */
export class Presence {
  /** Of this process, a UUID that is never used again. */
  readonly id: string;
  readonly #sql: Sql;
  readonly #folder: string;
  readonly #lock: Database.Database;

  /** `folder` is that of the store, `sql` its database, whose write lock keeps a sweep from seeing a file before it is locked. */
  constructor(folder: string, sql: Sql, id: string) {
    this.id = id;
    this.#sql = sql;
    this.#folder = join(folder, 'engines');
    this.#lock = sql.immediate(() => this.#enter());
  }

  /** Whether the process with this presence id is running; false for a text that is no such id. */
  isAlive(id: string): boolean {
    if (id === this.id) return this.#lock.open;
    return idForm.test(id) && isLocked(this.#file(id));
  }

  /** Removes the marks of processes that have gone. */
  sweep(): void {
    this.#sql.immediate(() => {
      for (const name of readdirSync(this.#folder)) {
        const id = fileForm.exec(name)?.[1];
        if (id !== undefined && !this.isAlive(id)) rmSync(this.#file(id), { force: true });
      }
    });
  }

  close(): void {
    this.#lock.close();
    rmSync(this.#file(this.id), { force: true });
  }

  #enter(): Database.Database {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      return lock(new Database(this.#file(this.id)));
    } catch (error) {
      throw asStoreError(error);
    }
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.lock`);
  }
}

/** Held until the connection is closed; the rollback journal stays in memory so that the lock is one file. */
function lock(db: Database.Database): Database.Database {
  db.pragma('journal_mode = MEMORY');
  return db.exec('BEGIN EXCLUSIVE');
}

/** A file that is there but cannot be looked at counts as locked: a living process must never be taken for a dead one. */
function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  let other: Database.Database | undefined;
  try {
    other = new Database(file, { fileMustExist: true, timeout: 0 });
    lock(other);
    return false;
  } catch {
    return existsSync(file);
  } finally {
    other?.close();
  }
}
