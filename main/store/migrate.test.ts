import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { applicationId, migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { Sql } from './sql.ts';

const memory = () => new Sql(new Database(':memory:'));
const make = (name: string, script: string) => ({ name, script });

test('an empty database is brought to the last version and marked as ours', () => {
  const sql = memory();
  migrate(sql, migrations);
  expect(sql.pragma('user_version')).toBe(migrations.length);
  expect(sql.pragma('application_id')).toBe(applicationId);
});

test('a database in between gets only what it lacks', () => {
  const sql = memory();
  const first = make('a', 'CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1)');
  migrate(sql, [first]);
  migrate(sql, [first, make('b', 'UPDATE a SET x = x + 1')]);
  migrate(sql, [first, make('b', 'UPDATE a SET x = x + 1')]);
  expect([...sql.each('SELECT x FROM a')]).toEqual([{ x: 2 }]);
});

test('a migration that fails leaves the version before it, whole', () => {
  const sql = memory();
  const first = make('a', 'CREATE TABLE a (x INTEGER) STRICT');
  expect(() =>
    migrate(sql, [first, make('b', 'INSERT INTO a VALUES (1); INSERT INTO none VALUES (1)')]),
  ).toThrow();
  expect(sql.pragma('user_version')).toBe(1);
  expect([...sql.each('SELECT x FROM a')]).toEqual([]);
});
