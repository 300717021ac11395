import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { Sql } from './sql.ts';
import { asStoreError } from './sqlite-error.ts';

/** Milliseconds that a write waits for one of another process. */
const busyTimeout = 10_000;

/**
 * The database in `file`, brought to the schema of this Cardwright.
 * @throws StoreError `store.corrupt`, `store.newer`, `store.foreign`, `store.busy`, `store.unwritable`
 */
export function openDatabase(file: string): Sql {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: busyTimeout });
    // a full synchronisation at every commit: an intent is on the disk before its APDU leaves, also when the power fails
    for (const pragma of [
      'trusted_schema = OFF',
      'cell_size_check = ON',
      'journal_mode = WAL',
      'synchronous = FULL',
      'foreign_keys = ON',
      'secure_delete = ON',
    ])
      db.pragma(pragma);
    const sql = new Sql(db);
    migrate(sql, migrations);
    return sql;
  } catch (error) {
    db?.close();
    throw asStoreError(error);
  }
}
