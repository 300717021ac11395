import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { Store } from './store.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { tamper, tempStore } from './testing/temp-store.ts';

const dbIn = (folder: string) => join(folder, 'cardwright.db');
const code = (expected: string) => expect.objectContaining({ name: 'StoreError', code: expected });

test('a new store is a folder and files for this user alone', () => {
  const folder = join(tempFolder(), 'new');
  const store = tempStore(folder);
  store.settings.set('operator', 'Ada');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of ['cardwright.db', 'cardwright.db-wal', 'cardwright.db-shm'])
    expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
});

test('every commit is synchronised to the disk and every table is strict', () => {
  const folder = tempFolder();
  tempStore(folder);
  const db = new Database(dbIn(folder));
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  const loose = db
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    )
    .all();
  expect(loose).toEqual([]);
  db.close();
});

test('what was written is there after closing and opening again', () => {
  const folder = tempFolder();
  const first = new Store(folder);
  first.settings.set('station', 'bench 1');
  first.close();
  expect(existsSync(`${dbIn(folder)}-wal`)).toBe(false);
  expect(tempStore(folder).settings.get('station')).toBe('bench 1');
});

test('a database of a newer Cardwright is refused and left as it is', () => {
  const folder = tempFolder();
  new Store(folder).close();
  tamper(folder, 'PRAGMA user_version = 99');
  const before = readFileSync(dbIn(folder));
  expect(() => new Store(folder)).toThrow(code('store.newer'));
  expect(readFileSync(dbIn(folder)).equals(before)).toBe(true);
});

test('a database of another program is refused and left as it is', () => {
  const folder = tempFolder();
  const db = new Database(dbIn(folder));
  db.exec('CREATE TABLE theirs (a)');
  db.close();
  expect(() => new Store(folder)).toThrow(code('store.foreign'));
});

test('a file that is no database is refused and never deleted', () => {
  const folder = tempFolder();
  const text = 'not a database '.repeat(1000);
  writeFileSync(dbIn(folder), text);
  expect(() => new Store(folder)).toThrow(code('store.corrupt'));
  expect(readFileSync(dbIn(folder), 'utf8')).toBe(text);
});

test('a database with overwritten pages gives a typed error when it is read', () => {
  const folder = tempFolder();
  const store = new Store(folder);
  for (let i = 0; i < 200; i++)
    store.audit.append({
      at: i,
      operator: 'Ada',
      origin: 'cli',
      action: 'x',
      outcome: 'done',
      what: 'x'.repeat(200),
    });
  store.close();
  const bytes = readFileSync(dbIn(folder));
  bytes.fill(0x5a, 4096);
  writeFileSync(dbIn(folder), bytes);
  expect(() => {
    const damaged = new Store(folder);
    try {
      damaged.audit.list({});
    } finally {
      damaged.close();
    }
  }).toThrow(code('store.corrupt'));
});

test('a database without one of its tables counts as damaged', () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  tamper(folder, 'DROP TABLE profiles');
  expect(() => store.profiles.list()).toThrow(code('store.corrupt'));
});

test('a folder that is a file is refused', () => {
  const file = join(tempFolder(), 'file');
  writeFileSync(file, '');
  expect(() => new Store(file)).toThrow(code('store.folder'));
});

test('a closed store says so', () => {
  const store = new Store(tempFolder());
  store.close();
  expect(() => store.settings.get('station')).toThrow(code('store.closed'));
});

test('a transaction that throws leaves nothing behind', () => {
  const store = tempStore();
  expect(() =>
    store.transaction(() => {
      store.settings.set('station', 'half');
      store.settings.set('operator', 'x'.repeat(200)); // accepted by SQLite, so the throw below is what undoes both
      throw new TypeError('stop');
    }),
  ).toThrow();
  expect(store.settings.get('station')).toBe('');
});
