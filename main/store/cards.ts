import * as z from 'zod';
import { hexText, type InventoryDoc, inventoryDoc } from '../contract/card.ts';
import { instantColumn, jsonColumn } from './columns.ts';
import type { Sql } from './sql.ts';

const cardRow = z.object({
  iccid: z.string(),
  atr: hexText,
  first_seen: instantColumn,
  last_seen: instantColumn,
});

export interface SeenCard {
  readonly iccid: string;
  readonly atr: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** The cards this station has met, each with the last inventory that was taken of it. */
export class Cards {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** `atr` is lower-case hexadecimal, `at` milliseconds since the epoch. */
  seen(iccid: string, atr: string, at: number): void {
    this.#sql.run(
      `INSERT INTO cards (iccid, atr, first_seen, last_seen) VALUES (?, ?, ?, ?)
       ON CONFLICT (iccid) DO UPDATE SET atr = excluded.atr, last_seen = max(last_seen, excluded.last_seen)`,
      iccid,
      atr,
      at,
      at,
    );
  }

  get(iccid: string): SeenCard | undefined {
    const row = this.#sql.get(
      cardRow,
      'SELECT iccid, atr, first_seen, last_seen FROM cards WHERE iccid = ?',
      iccid,
    );
    return row && { iccid: row.iccid, atr: row.atr, firstSeen: row.first_seen, lastSeen: row.last_seen };
  }

  /** Keeps `inventory` as the last one of its card; one without an ICCID belongs to no card and is not kept. */
  keepInventory(inventory: InventoryDoc): void {
    const { iccid, atr } = inventory.card;
    if (iccid === undefined) return;
    this.#sql.immediate(() => {
      this.seen(iccid, atr, inventory.takenAt);
      this.#sql.run('UPDATE cards SET inventory = ? WHERE iccid = ?', JSON.stringify(inventory), iccid);
    });
  }

  lastInventory(iccid: string): InventoryDoc | undefined {
    const row = this.#sql.get(
      z.object({ inventory: jsonColumn(inventoryDoc) }),
      'SELECT inventory FROM cards WHERE iccid = ? AND inventory IS NOT NULL',
      iccid,
    );
    return row?.inventory;
  }
}
