import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';
import { tempFolder } from './testing/temp-folder.ts';

test('each connection synchronises every commit and keeps its references', () => {
  const sql = openDatabase(join(tempFolder(), 'cardwright.db'));
  expect(sql.pragma('journal_mode')).toBe('wal');
  expect(sql.pragma('synchronous')).toBe(2); // FULL
  expect(sql.pragma('foreign_keys')).toBe(1);
  expect(sql.pragma('trusted_schema')).toBe(0);
  expect(sql.pragma('secure_delete')).toBe(1);
  sql.close();
});
