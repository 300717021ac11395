import * as z from 'zod';
import { InternalError, StoreError } from '../../base/error.ts';
import {
  type ChainCheckDoc,
  type ReceiptDoc,
  type ReceiptSummaryDoc,
  receiptDoc,
  receiptSummaryDoc,
} from '../../contract/receipt.ts';
import { canonicalHash, canonicalJson } from '../canonical.ts';
import { countRow, jsonColumn } from '../columns.ts';
import type { Sql } from '../sql.ts';
import { checkChain } from './check-chain.ts';

const documentRow = z.object({ document: jsonColumn(receiptDoc) });
const receiptBody = receiptDoc.omit({ hash: true });
const headRow = z.object({ number: z.int(), hash: z.string() });

/** A receipt before it has its place in the chain. */
export type ReceiptDraft = Omit<ReceiptDoc, 'number' | 'previousHash' | 'hash'>;

/** The receipts of this station: numbered without gaps, each chained to the one before by its hash. */
export class Receipts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Gives `draft` the next number and chains it; joins the caller's transaction. It chains to what was appended last even where
   * that is gone from the table: the record of a write is never refused for the damage of another.
   */
  append(draft: ReceiptDraft): ReceiptDoc {
    return this.#sql.immediate(() => {
      const head = this.#sql.get(headRow, 'SELECT number, hash FROM receipt_chain');
      if (head === undefined) throw noHead();
      const body = agreed({ ...draft, number: head.number + 1, previousHash: head.hash });
      const receipt = { ...body, hash: canonicalHash(body) };
      this.#sql.run(
        'INSERT INTO receipts (number, id, plan, iccid, document) VALUES (?, ?, ?, ?, ?)',
        receipt.number,
        receipt.id,
        receipt.planId,
        receipt.iccid,
        canonicalJson(receipt),
      );
      this.#sql.run('UPDATE receipt_chain SET number = ?, hash = ?', receipt.number, receipt.hash);
      return receipt;
    });
  }

  /** By its id or its number, as digits. */
  get(receipt: string): ReceiptDoc | undefined {
    const number = /^[1-9]\d{0,14}$/.test(receipt) ? Number(receipt) : 0;
    return this.#sql.get(
      documentRow,
      'SELECT document FROM receipts WHERE id = ? OR number = ?',
      receipt,
      number,
    )?.document;
  }

  /** The last receipt of a plan. */
  ofPlan(plan: string): ReceiptDoc | undefined {
    return this.#sql.get(
      documentRow,
      'SELECT document FROM receipts WHERE plan = ? ORDER BY number DESC LIMIT 1',
      plan,
    )?.document;
  }

  /** Newest first, those with a number below `before`. */
  list(query: {
    readonly iccid?: string | undefined;
    readonly before?: number | undefined;
    readonly limit?: number | undefined;
  }): ReceiptSummaryDoc[] {
    const rows = this.#sql.all(
      documentRow,
      `SELECT document FROM receipts WHERE number < ? AND (? IS NULL OR iccid = ?)
       ORDER BY number DESC LIMIT ?`,
      query.before ?? Number.MAX_SAFE_INTEGER,
      query.iccid ?? null,
      query.iccid ?? null,
      query.limit ?? 100,
    );
    return rows.map((row) => z.object(receiptSummaryDoc.shape).parse(row.document));
  }

  /** Oldest first: what a sync has still to send. */
  outbox(limit = 100): ReceiptDoc[] {
    return this.#sql
      .all(
        documentRow,
        'SELECT document FROM receipts WHERE synced_at IS NULL ORDER BY number LIMIT ?',
        limit,
      )
      .map((row) => row.document);
  }

  outboxCount(): number {
    return this.#sql.get(countRow, 'SELECT count(*) AS count FROM receipts WHERE synced_at IS NULL')!.count;
  }

  markSynced(id: string, at: number): void {
    this.#sql.run('UPDATE receipts SET synced_at = ? WHERE id = ? AND synced_at IS NULL', at, id);
  }

  /** Walks the whole chain; finds a receipt that was changed, removed, moved or put in from outside, and says which. */
  check(): ChainCheckDoc {
    return this.#sql.snapshot(() => {
      const head = this.#sql.get(headRow, 'SELECT number, hash FROM receipt_chain');
      return checkChain(this.#sql.each('SELECT number, document FROM receipts ORDER BY number'), head);
    });
  }
}

/** `body` in the form of the contract; without members that are `undefined`, which no hash could cover. */
function agreed(body: Omit<ReceiptDoc, 'hash'>): Omit<ReceiptDoc, 'hash'> {
  const parsed = receiptBody.safeParse(JSON.parse(canonicalJson(wellFormed(body))));
  if (parsed.success) return parsed.data;
  throw new InternalError('receipt.malformed', 'A receipt was not in its agreed form.', {
    hint: 'Report this; what was done is kept with the plan.',
    details: { where: parsed.error.issues[0]?.path.join('.') ?? '' },
  });
}

/**
 * Half a surrogate pair, which a name may hold and no canonical form can carry, becomes U+FFFD: the record of a write is never refused for
 * it.
 */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.toWellFormed(), wellFormed(member)]),
  );
}

function noHead(): StoreError {
  return new StoreError('store.tampered', 'The end of the receipt chain is missing from the database.', {
    hint: 'Keep the database as it is and restore a backup.',
    details: { table: 'receipt_chain' },
  });
}
