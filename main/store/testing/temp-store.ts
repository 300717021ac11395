import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { Store } from '../store.ts';
import { tempFolder } from './temp-folder.ts';

/** A store in `folder`, closed when the test has finished. */
export function tempStore(folder = tempFolder()): Store {
  const store = new Store(folder);
  onTestFinished(() => {
    store.close();
  });
  return store;
}

/** Someone else at the file: runs SQL past the store and past its triggers. */
export function tamper(folder: string, script: string): void {
  const db = new Database(join(folder, 'cardwright.db'));
  db.pragma('foreign_keys = OFF');
  const rows = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
  const triggers = z.array(z.object({ name: z.string(), sql: z.string() })).parse(rows);
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec(script);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
}
