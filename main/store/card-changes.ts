import * as z from 'zod';
import { hexText } from '../contract/card.ts';
import { type ErrorDoc, errorDoc } from '../contract/error.ts';
import { keyOwnerDoc } from '../contract/keys.ts';
import { instantColumn, jsonColumn } from './columns.ts';
import { keySetDocument } from './key-sets.ts';
import type { Sql } from './sql.ts';

/** A key set on its way to the card. Its keys are in the vault, under the owner `card change ID`. */
export const keySetOnItsWay = z.strictObject({
  owner: keyOwnerDoc,
  kind: z.enum(['ota', 'globalplatform']),
  name: z.string(),
  version: z.int(),
  /** Version on the card that it replaces; 0: none. */
  replaces: z.int(),
  /** The stored set whose keys the card has until then, if the station knows it. */
  replacedSet: z.string().exactOptional(),
  /** Whether that set goes when this one comes: it was this card's alone. */
  retires: z.boolean(),
  document: keySetDocument,
});
export type KeySetOnItsWay = z.infer<typeof keySetOnItsWay>;

/** What the registry of the card says when the change has been made. */
export const expectedItem = z.strictObject({
  aid: hexText,
  present: z.boolean(),
  /** Two hexadecimal digits. */
  lifeCycle: hexText.exactOptional(),
});
export type ExpectedItem = z.infer<typeof expectedItem>;

/** `ota-packet`: any packet that was composed at the bench. */
const changeKind = z.enum(['put-key', 'install', 'delete', 'store-data', 'set-status', 'ota-packet']);

const changeDocument = z.strictObject({
  /** One line, `Delete the package A000…`. */
  title: z.string(),
  reader: z.string(),
  /** AID of the security domain; TAR of the application that a packet is for. */
  domain: hexText,
  keySet: keySetOnItsWay.exactOptional(),
  expected: z.array(expectedItem),
});

export interface CardChange {
  readonly id: string;
  readonly iccid: string;
  readonly simulated: boolean;
  readonly kind: z.infer<typeof changeKind>;
  readonly state: 'intended' | 'done' | 'failed' | 'unknown';
  readonly document: z.infer<typeof changeDocument>;
  readonly intentAt: number;
  readonly outcomeAt?: number;
  readonly error?: ErrorDoc;
}

const changeRow = z
  .object({
    id: z.string(),
    iccid: z.string(),
    simulated: z.int(),
    kind: changeKind,
    state: z.enum(['intended', 'done', 'failed', 'unknown']),
    document: jsonColumn(changeDocument),
    intent_at: instantColumn,
    outcome_at: instantColumn.nullable(),
    error: jsonColumn(errorDoc).nullable(),
  })
  .transform(
    ({ simulated, intent_at, outcome_at, error, ...row }): CardChange => ({
      ...row,
      simulated: simulated === 1,
      intentAt: intent_at,
      ...(outcome_at === null ? {} : { outcomeAt: outcome_at }),
      ...(error === null ? {} : { error }),
    }),
  );
const columns = 'id, iccid, simulated, kind, state, document, intent_at, outcome_at, error';

/** Changes of cards outside their files: keys, applications. They are never deleted. */
export class CardChanges {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** On the disk when it returns: before the command leaves. @param engine presence id of the process */
  intend(change: Omit<CardChange, 'state' | 'outcomeAt' | 'error'>, engine: string): void {
    const { id, iccid, simulated, kind, document, intentAt } = change;
    this.#sql.run(
      `INSERT INTO card_changes (id, iccid, simulated, kind, state, document, engine, intent_at)
       VALUES (?, ?, ?, ?, 'intended', ?, ?, ?)`,
      id,
      iccid,
      simulated ? 1 : 0,
      kind,
      JSON.stringify(document),
      engine,
      intentAt,
    );
  }

  /** The outcome of a change that is intended or unknown; later ones do not count. Whether it was the first. */
  end(id: string, state: 'done' | 'failed' | 'unknown', at: number, error?: ErrorDoc): boolean {
    const changed = this.#sql.run(
      `UPDATE card_changes SET state = ?, outcome_at = ?, error = ? WHERE id = ? AND state IN ('intended', 'unknown')`,
      state,
      at,
      error === undefined ? null : JSON.stringify(error),
      id,
    );
    return changed > 0;
  }

  /**
   * Those of a card of which nobody knows what became of them, oldest first. Packets of the bench are not among them: what a card tells of
   * itself does not say whether they were executed.
   */
  unknown(iccid: string, simulated: boolean): readonly CardChange[] {
    return this.#sql.all(
      changeRow,
      `SELECT ${columns} FROM card_changes WHERE iccid = ? AND simulated = ? AND state = 'unknown'
       AND kind <> 'ota-packet' ORDER BY intent_at, id`,
      iccid,
      simulated ? 1 : 0,
    );
  }

  /** Newest first. */
  of(iccid: string, simulated: boolean): readonly CardChange[] {
    return this.#sql.all(
      changeRow,
      `SELECT ${columns} FROM card_changes WHERE iccid = ? AND simulated = ? ORDER BY intent_at DESC, id`,
      iccid,
      simulated ? 1 : 0,
    );
  }

  /** Engines that have left changes intended behind. */
  engines(): string[] {
    return this.#sql
      .all(
        z.object({ engine: z.string() }),
        `SELECT DISTINCT engine FROM card_changes WHERE state = 'intended'`,
      )
      .map((row) => row.engine);
  }

  /** What a process that is gone had intended is unknown. */
  abandon(engine: string, at: number, error: ErrorDoc): number {
    return this.#sql.run(
      `UPDATE card_changes SET state = 'unknown', outcome_at = ?, error = ? WHERE engine = ? AND state = 'intended'`,
      at,
      JSON.stringify(error),
      engine,
    );
  }
}
