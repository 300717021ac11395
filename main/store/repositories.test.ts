import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InventoryDoc } from '../contract/card.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { tamper, tempStore } from './testing/temp-store.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const error = { code: 'x', kind: 'card', what: 'X.', hint: 'Y.', details: {} } as const;

const inventory = (takenAt: number, iccid?: string): InventoryDoc => ({
  reader: 'Reader 0',
  card: { atr: '3b00', applications: [], ...(iccid === undefined ? {} : { iccid }) },
  takenAt,
  files: [],
  keys: [],
  health: { word: 'good', findings: [] },
  apdus: 7,
  elapsedMs: 1.5,
});

test('a setting holds what was set, any text of 80 characters', () => {
  const store = tempStore();
  expect(store.settings.get('operator')).toBe('');
  fc.assert(
    fc.property(fc.string({ maxLength: 40, unit: 'binary' }), (text) => {
      store.settings.set('operator', text);
      expect(store.settings.get('operator')).toBe(text);
    }),
  );
});

test('a card keeps when it was first and last seen, and its last inventory', () => {
  const store = tempStore();
  store.cards.seen('8900', '3b00', 10);
  store.cards.keepInventory(inventory(20, '8900'));
  store.cards.seen('8900', '3b01', 15);
  store.cards.keepInventory(inventory(30));
  expect(store.cards.get('8900')).toEqual({ iccid: '8900', atr: '3b01', firstSeen: 10, lastSeen: 20 });
  expect(store.cards.lastInventory('8900')).toEqual(inventory(20, '8900'));
  expect(store.cards.get('8901')).toBeUndefined();
  expect(store.cards.lastInventory('8901')).toBeUndefined();
});

test('a version of a profile stands for one text', () => {
  const store = tempStore();
  const profile = { name: 'meter', version: '1.0.0', digest: 'aa', source: 'a: 1', savedAt: 1 };
  store.profiles.save(profile);
  store.profiles.save({ ...profile, savedAt: 2 });
  expect(() => store.profiles.save({ ...profile, digest: 'bb', source: 'a: 2' })).toThrow(
    code('profile.version-taken'),
  );
  store.profiles.save({ ...profile, version: '1.1.0', digest: 'bb', source: 'a: 2', savedAt: 3 });
  expect(store.profiles.list().map((p) => [p.version, p.savedAt])).toEqual([
    ['1.0.0', 1],
    ['1.1.0', 3],
  ]);
  expect(store.profiles.get('meter', '1.1.0')?.source).toBe('a: 2');
  expect(store.profiles.delete('meter', '1.0.0')).toBe(true);
  expect(store.profiles.delete('meter', '1.0.0')).toBe(false);
});

test('the audit log lists newest first, page by page', () => {
  const store = tempStore();
  const entry = { operator: 'Ada', origin: 'cli', outcome: 'done', what: 'Done.' } as const;
  for (let at = 1; at <= 3; at++) store.audit.append({ ...entry, at, action: `a${at}` });
  store.audit.append({ ...entry, at: 4, action: 'a4', reader: 'Reader 0', iccid: '8900' });
  expect(store.audit.list({ limit: 2 })).toEqual([
    { ...entry, number: 4, at: 4, action: 'a4', reader: 'Reader 0', iccid: '8900' },
    { ...entry, number: 3, at: 3, action: 'a3' },
  ]);
  expect(store.audit.list({ before: 3 }).map((line) => line.number)).toEqual([2, 1]);
});

test('an operation ends once, and those of a process that is gone are ended for it', () => {
  const store = tempStore();
  store.operations.start({ id: 'a', call: 'card.report', reader: 'Reader 0', startedAt: 1 }, 'e1');
  store.operations.start({ id: 'b', call: 'card.report', startedAt: 2 }, 'e1');
  store.operations.start({ id: 'c', call: 'card.report', startedAt: 3 }, 'e2');
  store.operations.end('a', 'done', 5);
  store.operations.end('a', 'failed', 6, error);
  expect(store.operations.engines().sort()).toEqual(['e1', 'e2']);
  expect(store.operations.abandon('e1', 7, error)).toBe(1);
  expect(store.operations.list()).toEqual([
    { id: 'c', call: 'card.report', state: 'running', startedAt: 3 },
    { id: 'b', call: 'card.report', state: 'failed', startedAt: 2, endedAt: 7, error },
    { id: 'a', call: 'card.report', reader: 'Reader 0', state: 'done', startedAt: 1, endedAt: 5 },
  ]);
});

test('rows changed by hand give a typed error, whatever was put in', () => {
  const folder = tempFolder();
  const store = tempStore(folder);
  store.cards.keepInventory(inventory(20, '8900'));
  store.audit.append({ at: 1, operator: 'A', origin: 'cli', action: 'x', outcome: 'done', what: 'x' });
  store.operations.start({ id: 'a', call: 'x', startedAt: 1 }, 'e1');
  store.settings.set('operator', 'Ada');
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      const quoted = `'${text.replaceAll("'", "''").replaceAll('\0', '')}'`;
      tamper(
        folder,
        `UPDATE cards SET inventory = ${quoted}; UPDATE audit SET outcome = ${quoted};
         UPDATE operations SET error = ${quoted}; UPDATE settings SET value = ${quoted}`,
      );
      const tampered = code('store.tampered');
      expect(() => store.cards.lastInventory('8900')).toThrow(tampered);
      expect(() => store.audit.list({})).toThrow(tampered);
      expect(() => store.operations.list()).toThrow(tampered);
      try {
        expect(store.settings.get('operator')).toBe(JSON.parse(text)); // any JSON string is a valid setting
      } catch (thrown) {
        expect(thrown).toEqual(tampered);
      }
    }),
    { numRuns: 40 },
  );
});
