import * as z from 'zod';
import { StoreError } from '../base/error.ts';
import type { Migration } from './migrations/migration.ts';
import type { Sql } from './sql.ts';

/** `CWRT`: marks a SQLite file as Cardwright's. */
export const applicationId = 0x43575254;

/**
 * Brings the schema to the last of `migrations`, each in its own transaction, forward only. `user_version` counts those that have run.
 * @throws StoreError `store.newer` when a later Cardwright has written the file, `store.foreign` when another program has
 */
export function migrate(sql: Sql, migrations: readonly Migration[]): void {
  refuseForeign(sql);
  const last = migrations.length;
  if (version(sql) > last) throw newer(version(sql), last);
  while (version(sql) < last) sql.immediate(() => step(sql, migrations));
}

/** Looks at the version again, now under the write lock: another process may have been faster. */
function step(sql: Sql, migrations: readonly Migration[]): void {
  const at = version(sql);
  const migration = migrations[at];
  if (migration === undefined) return;
  sql.script(migration.script);
  sql.pragma(`application_id = ${applicationId}`);
  sql.pragma(`user_version = ${at + 1}`);
}

function version(sql: Sql): number {
  return z.int().parse(sql.pragma('user_version'));
}

function refuseForeign(sql: Sql): void {
  const id = z.int().parse(sql.pragma('application_id'));
  const tables = sql.get(z.object({ count: z.int() }), 'SELECT count(*) AS count FROM sqlite_schema');
  if (id === applicationId || (id === 0 && tables?.count === 0)) return;
  throw new StoreError('store.foreign', 'This database belongs to another program.', {
    hint: 'Choose another folder for Cardwright.',
    meaning: 'The file was not changed.',
    details: { applicationId: id },
  });
}

function newer(found: number, known: number): StoreError {
  return new StoreError('store.newer', 'A newer Cardwright has written this database.', {
    hint: 'Update Cardwright on this machine, or use another folder.',
    meaning: 'The file was not changed.',
    details: { found, known },
  });
}
