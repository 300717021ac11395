import type { VerificationItemDoc } from '../../../main/contract/plan.ts';

export interface VerificationRow {
  readonly item: VerificationItemDoc;
  /** Number of the last record of the row; that of `item` unless several stand in it. */
  readonly lastRecord: number | undefined;
}

/** Neighbouring records of one file that are all as they should be stand in one row: a difference is what is looked for. */
export function verificationRows(items: readonly VerificationItemDoc[]): readonly VerificationRow[] {
  const rows: VerificationRow[] = [];
  for (const item of items) {
    const before = rows.at(-1);
    const joins =
      before?.lastRecord !== undefined &&
      before.item.path === item.path &&
      before.item.match &&
      item.match &&
      item.record === before.lastRecord + 1;
    if (joins) rows.splice(-1, 1, { ...before, lastRecord: item.record });
    else rows.push({ item, lastRecord: item.record });
  }
  return rows;
}
