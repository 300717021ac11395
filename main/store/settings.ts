import * as z from 'zod';
import { jsonColumn } from './columns.ts';
import type { Sql } from './sql.ts';

/** What the people at this station set; a setting that was never set is an empty text. */
export type SettingName = 'station' | 'operator';

const settingRow = z.object({ value: jsonColumn(z.string().max(80)) });

export class Settings {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get(name: SettingName): string {
    return this.#sql.get(settingRow, 'SELECT value FROM settings WHERE name = ?', name)?.value ?? '';
  }

  set(name: SettingName, value: string): void {
    this.#sql.run(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      JSON.stringify(value),
    );
  }
}
