import * as z from 'zod';
import { hexText } from '../contract/card.ts';
import {
  diversificationMethod,
  type KeyOwnerDoc,
  keyAlgorithm,
  otaApplicationDoc,
  secureProtocol,
} from '../contract/keys.ts';
import { instantColumn, jsonColumn } from './columns.ts';
import type { Sql } from './sql.ts';

/** What is kept of a key set besides its keys, which are in the vault. */
export const keySetDocument = z.strictObject({
  algorithm: keyAlgorithm,
  protocol: secureProtocol.exactOptional(),
  /** “i”, two hexadecimal digits. */
  option: hexText.exactOptional(),
  diversification: diversificationMethod,
  authorises: z.array(z.string()),
  /** Names of its keys in the vault. */
  keys: z.array(z.string()),
  /** Check values that came with the keys, by their names; three bytes. */
  checkValues: z.record(z.string(), hexText),
  /** AID of the security domain; absent: the issuer's. */
  domain: hexText.exactOptional(),
  ota: z
    .strictObject({
      spi: hexText.exactOptional(),
      buffer: z.int().exactOptional(),
      /** Bytes of AES-CMAC. */
      macLength: z.union([z.literal(4), z.literal(8)]).exactOptional(),
      applications: z.array(otaApplicationDoc),
      /** The last counter that was used before the set came to this station. */
      counter: z.int().min(0).exactOptional(),
    })
    .exactOptional(),
});
export type KeySetDocument = z.infer<typeof keySetDocument>;

export interface StoredKeySet {
  readonly id: string;
  /** A simulated card's own sets have the owner `simulated ICCID`. */
  readonly owner: KeyOwnerDoc;
  readonly kind: 'ota' | 'globalplatform';
  /** Unique among the sets of one owner. */
  readonly name: string;
  readonly version: number;
  readonly document: KeySetDocument;
  readonly importedAt: number;
}

const keySetRow = z
  .object({
    id: z.string(),
    owner_kind: z.enum(['iccid', 'eid', 'iin']),
    owner: z.string(),
    kind: z.enum(['ota', 'globalplatform']),
    name: z.string(),
    version: z.int(),
    document: jsonColumn(keySetDocument),
    imported_at: instantColumn,
  })
  .transform(
    ({ owner_kind, owner, imported_at, ...row }): StoredKeySet => ({
      ...row,
      owner: { by: owner_kind, value: owner },
      importedAt: imported_at,
    }),
  );
const columns = 'id, owner_kind, owner, kind, name, version, document, imported_at';
const order = 'ORDER BY owner_kind, owner, kind DESC, version, name';

/** What the station knows of key sets; the keys themselves are in the vault under the owner `keyset ID`. */
export class KeySets {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Takes the place of the set of the same owner and name, which is returned to be forgotten by the vault, too. In the caller's transaction:
   * one of its own for each of thousands would take as long as all the rest.
   */
  put(set: StoredKeySet): StoredKeySet | undefined {
    const before = this.find(set.owner, set.name);
    if (before !== undefined) this.delete(before.id);
    this.#sql.run(
      `INSERT INTO key_sets (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      set.id,
      set.owner.by,
      set.owner.value,
      set.kind,
      set.name,
      set.version,
      JSON.stringify(set.document),
      set.importedAt,
    );
    return before;
  }

  get(id: string): StoredKeySet | undefined {
    return this.#sql.get(keySetRow, `SELECT ${columns} FROM key_sets WHERE id = ?`, id);
  }

  find({ by, value }: KeyOwnerDoc, name: string): StoredKeySet | undefined {
    return this.#sql.get(
      keySetRow,
      `SELECT ${columns} FROM key_sets WHERE owner_kind = ? AND owner = ? AND name = ?`,
      by,
      value,
      name,
    );
  }

  all(): readonly StoredKeySet[] {
    return this.#sql.all(keySetRow, `SELECT ${columns} FROM key_sets ${order}`);
  }

  /** Those of one owner. */
  of({ by, value }: KeyOwnerDoc): readonly StoredKeySet[] {
    return this.#sql.all(
      keySetRow,
      `SELECT ${columns} FROM key_sets WHERE owner_kind = ? AND owner = ? ${order}`,
      by,
      value,
    );
  }

  /** Those of all IINs with which `iccid` begins, the longest first. */
  ofIinsOf(iccid: string): readonly StoredKeySet[] {
    return this.#sql.all(
      keySetRow,
      `SELECT ${columns} FROM key_sets WHERE owner_kind = 'iin' AND substr(?, 1, length(owner)) = owner
       ORDER BY length(owner) DESC, kind DESC, version, name`,
      iccid,
    );
  }

  /** Whether any set belongs to an EID: only then is it worth asking a card for its own. */
  anyByEid(): boolean {
    const row = this.#sql.get(
      z.object({ found: z.int() }),
      `SELECT EXISTS (SELECT 1 FROM key_sets WHERE owner_kind = 'eid') AS found`,
    );
    return row?.found === 1;
  }

  /** Whether there was one. */
  delete(id: string): boolean {
    return this.#sql.run('DELETE FROM key_sets WHERE id = ?', id) > 0;
  }
}
