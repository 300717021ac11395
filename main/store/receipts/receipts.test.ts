import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { receiptDoc } from '../../contract/receipt.ts';
import { canonicalHash, canonicalJson } from '../canonical.ts';
import type { Store } from '../store.ts';
import { samplePlan, sampleReceipt } from '../testing/samples.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { tamper, tempStore } from '../testing/temp-store.ts';

function chainOf(store: Store, length: number): void {
  store.plans.insert({ document: samplePlan('plan'), program: '{}', simulated: false });
  for (let i = 1; i <= length; i++) store.receipts.append(sampleReceipt(`r${i}`, 'plan'));
}

test('receipts count up from one, each chained to the one before', () => {
  const store = tempStore();
  chainOf(store, 3);
  const [first, second] = [store.receipts.get('r1')!, store.receipts.get('r2')!];
  expect(store.receipts.get('2')).toEqual(second);
  expect(first).toMatchObject({ number: 1, previousHash: '0'.repeat(64) });
  expect(second).toMatchObject({ number: 2, previousHash: first.hash });
  const { hash, ...body } = second;
  expect(hash).toBe(canonicalHash(body));
  expect(receiptDoc.parse(second)).toEqual(second);
  expect(store.receipts.check()).toEqual({ intact: true, checked: 3 });
});

test('an empty chain is intact', () => {
  expect(tempStore().receipts.check()).toEqual({ intact: true, checked: 0 });
});

test('a receipt that was refused leaves no gap', () => {
  const store = tempStore();
  chainOf(store, 1);
  expect(() => store.receipts.append(sampleReceipt('r1', 'plan'))).toThrow();
  expect(() => store.receipts.append(sampleReceipt('x', 'no such plan'))).toThrow();
  expect(() => store.receipts.append(sampleReceipt('x', 'plan', { apdus: 1.5 }))).toThrow(
    expect.objectContaining({ code: 'receipt.malformed' }),
  );
  expect(store.receipts.append(sampleReceipt('r2', 'plan')).number).toBe(2);
  expect(store.receipts.check()).toEqual({ intact: true, checked: 2 });
});

test('a name with half a surrogate pair does not cost the record of a write', () => {
  const store = tempStore();
  store.plans.insert({ document: samplePlan('plan'), program: '{}', simulated: false });
  const values = { 'sub\ud800': ['a', 'b\udc00'] };
  const receipt = store.receipts.append(sampleReceipt('r1', 'plan', { operator: 'Ada \ud800', values }));
  expect(receipt).toMatchObject({ operator: 'Ada \ufffd', values: { 'sub\ufffd': ['a', 'b\ufffd'] } });
  expect(store.receipts.check()).toEqual({ intact: true, checked: 1 });
});

test('receipts are found by card, newest first, page by page', () => {
  const store = tempStore();
  chainOf(store, 4);
  store.receipts.append(sampleReceipt('other', 'plan', { iccid: '89000' }));
  expect(store.receipts.list({ limit: 2 }).map((r) => r.number)).toEqual([5, 4]);
  expect(store.receipts.list({ before: 4, limit: 2 }).map((r) => r.number)).toEqual([3, 2]);
  expect(store.receipts.list({ iccid: '89000' }).map((r) => r.id)).toEqual(['other']);
});

test('the outbox empties as receipts are synced, and the chain stays whole', () => {
  const store = tempStore();
  chainOf(store, 3);
  store.receipts.markSynced('r1', 5);
  expect(store.receipts.outboxCount()).toBe(2);
  expect(store.receipts.outbox().map((r) => r.id)).toEqual(['r2', 'r3']);
  expect(store.receipts.check().intact).toBe(true);
});

test.each([
  'DELETE FROM receipts',
  'UPDATE receipts SET number = 7',
  `UPDATE receipts SET document = '{}'`,
  'DELETE FROM audit',
  `UPDATE audit SET what = 'nothing'`,
])('the database itself refuses to %s', (script) => {
  const folder = tempFolder();
  const store = tempStore(folder);
  chainOf(store, 1);
  store.audit.append({ at: 1, operator: 'Ada', origin: 'cli', action: 'x', outcome: 'done', what: 'x' });
  const db = new Database(join(folder, 'cardwright.db'));
  expect(() => db.exec(script)).toThrow(/stay|final/);
  db.close();
});

const inDocument = (n: number, path: string, value: string) =>
  `UPDATE receipts SET document = json_set(document, '$.${path}', ${value}) WHERE number = ${n}`;

test.each([
  ['changed', inDocument(3, 'operator', `'Eve'`), 3, /changed/],
  ['changed without JSON', `UPDATE receipts SET document = 'x' WHERE number = 3`, 3, /changed/],
  [
    'changed in its form only',
    `UPDATE receipts SET document = document || ' ' WHERE number = 3`,
    3,
    /changed/,
  ],
  ['removed', 'DELETE FROM receipts WHERE number = 2', 2, /removed/],
  ['removed at the start', 'DELETE FROM receipts WHERE number = 1', 1, /removed/],
  ['removed at the end', 'DELETE FROM receipts WHERE number = 5', 5, /removed from the end/],
  ['all removed', 'DELETE FROM receipts', 1, /removed/],
  [
    'swapped',
    `UPDATE receipts SET number = -2 WHERE number = 2; UPDATE receipts SET number = 2 WHERE number = 3;
     UPDATE receipts SET number = 3 WHERE number = -2`,
    2,
    /Receipt 3 was moved to number 2/,
  ],
  [
    'moved up to close a gap',
    'DELETE FROM receipts WHERE number = 2; UPDATE receipts SET number = number - 1 WHERE number > 2',
    2,
    /moved/,
  ],
  [
    'added at the end',
    `INSERT INTO receipts SELECT 6, 'six', plan, iccid, json_set(document, '$.number', 6), NULL FROM receipts WHERE number = 5`,
    6,
    /not written by Cardwright/,
  ],
])('a chain with a receipt %s is found out', (_, script, brokenAt, why) => {
  const folder = tempFolder();
  const store = tempStore(folder);
  chainOf(store, 5);
  tamper(folder, script);
  expect(store.receipts.check()).toMatchObject({ intact: false, brokenAt, why: expect.stringMatching(why) });
});

test('a receipt that was replaced with a right hash of its own is named, not the one after it', () => {
  for (const n of [1, 3, 5]) {
    const folder = tempFolder();
    const store = tempStore(folder);
    chainOf(store, 5);
    const { hash: _, ...body } = store.receipts.get(`r${n}`)!;
    const forged = { ...body, operator: 'Eve' };
    const text = canonicalJson({ ...forged, hash: canonicalHash(forged) });
    tamper(folder, `UPDATE receipts SET document = '${text}' WHERE number = ${n}`);
    expect(store.receipts.check()).toMatchObject({ intact: false, brokenAt: n });
  }
});

test('the next receipt after damage is still chained to what was appended last', () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  chainOf(store, 3);
  tamper(folder, 'DELETE FROM receipts WHERE number = 3');
  expect(store.receipts.append(sampleReceipt('r4', 'plan')).number).toBe(4);
  expect(store.receipts.check()).toMatchObject({ intact: false, brokenAt: 3 });
});

test('a tampered receipt gives a typed error when it is read', () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  chainOf(store, 1);
  tamper(folder, inDocument(1, 'result', `'splendid'`));
  const tampered = expect.objectContaining({ code: 'store.tampered' });
  expect(() => store.receipts.get('r1')).toThrow(tampered);
  expect(() => store.receipts.list({})).toThrow(tampered);
});

test('whatever text a receipt is overwritten with, the check ends and names it', () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  chainOf(store, 3);
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: 'grapheme-ascii' })), (text) => {
      tamper(
        folder,
        `UPDATE receipts SET document = '${text.replaceAll("'", "''").replaceAll('\0', '')}' WHERE number = 2`,
      );
      expect(store.receipts.check()).toMatchObject({ intact: false, brokenAt: 2 });
    }),
    { numRuns: 40 },
  );
});
