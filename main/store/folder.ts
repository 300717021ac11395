import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../base/error.ts';

const fileName = 'cardwright.db';

/**
 * The database file in `folder`, both made where they are missing: the folder for this user alone (0700), the file likewise (0600);
 * SQLite gives its companions (-wal, -shm) the mode of the file. @throws StoreError `store.folder`
 */
export function prepareFolder(folder: string): string {
  const file = join(folder, fileName);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new StoreError('store.folder', `The folder ${folder} cannot be used for the database.`, {
      hint: 'Check that it is a folder, that your user owns it and that the disk is not full.',
      meaning: 'No card was touched.',
      details: { folder },
      cause,
    });
  }
  return file;
}
