import Database from 'better-sqlite3';
import { CardwrightError, InternalError, StoreError } from '../base/error.ts';

/**
 * A failure of SQLite as a Cardwright error: `store.corrupt`, `store.busy`, `store.full`, `store.unwritable`, `store.refused`.
 * Cardwright's own errors pass through unchanged.
 */
export function asStoreError(error: unknown): CardwrightError {
  if (error instanceof CardwrightError) return error;
  if (!(error instanceof Database.SqliteError))
    return new InternalError('store.defect', 'The database layer failed unexpectedly.', {
      hint: 'Report this with the steps that led to it.',
      cause: error,
    });
  const { code } = error;
  const details = { sqlite: code };
  // SQLITE_ERROR: a table or column is not there, and the migrations have made them all.
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT|SCHEMA|ERROR)/.test(code)) return corrupt(details, error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new StoreError('store.busy', 'Another Cardwright process is writing to the database.', {
      hint: 'Wait until it has finished, then try again.',
      details,
      cause: error,
    });
  if (code.startsWith('SQLITE_FULL'))
    return new StoreError('store.full', 'The disk with the database is full.', {
      hint: 'Make room on the disk, then try again.',
      details,
      cause: error,
    });
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|IOERR|AUTH)/.test(code))
    return new StoreError('store.unwritable', 'The database cannot be read or written.', {
      hint: 'Check that the disk is sound and that your user owns the folder of the database.',
      details,
      cause: error,
    });
  return new StoreError('store.refused', 'The database refused a record that breaks its rules.', {
    hint: 'Report this with the steps that led to it.',
    details,
    cause: error,
  });
}

function corrupt(details: Readonly<Record<string, string>>, cause: unknown): StoreError {
  return new StoreError('store.corrupt', 'The database file is damaged or is not a database.', {
    hint: 'Keep the file: copy it away with its -wal file, restore a backup, or start with another folder.',
    meaning: 'Nothing was deleted and no card was touched.',
    details,
    cause,
  });
}
