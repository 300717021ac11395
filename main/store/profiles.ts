import * as z from 'zod';
import { InputError } from '../base/error.ts';
import { instantColumn } from './columns.ts';
import type { Sql } from './sql.ts';

const profileRow = z
  .object({
    name: z.string(),
    version: z.string(),
    digest: z.string(),
    source: z.string(),
    saved_at: instantColumn,
  })
  .transform(({ saved_at, ...rest }) => ({ ...rest, savedAt: saved_at }));

/** `digest` is the SHA-256 of `source`, the profile as it was typed. */
export type StoredProfile = z.output<typeof profileRow>;

const select = 'SELECT name, version, digest, source, saved_at FROM profiles';

/** The profiles of this station. A version stands for one text: receipts name it. */
export class Profiles {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** By name, and within a name in the order they were saved. */
  list(): StoredProfile[] {
    return this.#sql.all(profileRow, `${select} ORDER BY name, saved_at, version`);
  }

  get(name: string, version: string): StoredProfile | undefined {
    return this.#sql.get(profileRow, `${select} WHERE name = ? AND version = ?`, name, version);
  }

  /** Saving the same text twice is no change. @throws InputError `profile.version-taken` */
  save(profile: StoredProfile): void {
    const { name, version, digest, source, savedAt } = profile;
    this.#sql.immediate(() => {
      const known = this.get(name, version);
      if (known?.digest === digest) return;
      if (known !== undefined)
        throw new InputError(
          'profile.version-taken',
          `The profile ${name}@${version} exists already and says otherwise.`,
          { hint: 'Give the changed profile a higher version.', details: { name, version } },
        );
      this.#sql.run(
        'INSERT INTO profiles (name, version, digest, source, saved_at) VALUES (?, ?, ?, ?, ?)',
        name,
        version,
        digest,
        source,
        savedAt,
      );
    });
  }

  /** Whether there was one to delete. Receipts keep what they recorded of it. */
  delete(name: string, version: string): boolean {
    return this.#sql.run('DELETE FROM profiles WHERE name = ? AND version = ?', name, version) > 0;
  }
}
