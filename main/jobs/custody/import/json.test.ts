import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CardwrightError } from '../../../base/error.ts';
import { atOnce } from '../stepwise.ts';
import { checkEntries } from './checked-entry.ts';
import { parseJsonKeys } from './json.ts';

const one = '8988211000000430010';
const key = '000102030405060708090a0b0c0d0e0f';
const file = (...sets: unknown[]): string => JSON.stringify({ format: 'cardwright-keys', version: 1, sets });
const code = (name: string) => expect.objectContaining({ code: name });

test('lists keys and key sets', () => {
  const sets = [
    { kind: 'card-key', iccid: one, name: 'ADM1', value: '12345678' },
    { kind: 'ota', iccid: one, index: 1, algorithm: 'aes', kic: key, kid: key },
    { kind: 'globalplatform', iin: '898821', version: 48, protocol: 'scp03', enc: key, mac: key, dek: key },
  ];
  expect(parseJsonKeys(file(...sets))).toEqual({
    entries: sets.map((raw, at) => ({ row: at + 1, raw })),
    leftAside: [],
  });
});

test.each([
  ['no JSON', '{', 'keys.file'],
  ['other JSON', '{"sets": []}', 'keys.file'],
  ['a later version', '{"format":"cardwright-keys","version":2,"sets":[]}', 'keys.file'],
  ['a member too many', '{"format":"cardwright-keys","version":1,"sets":[],"note":1}', 'keys.file'],
  [
    'a member twice',
    `{"format":"cardwright-keys","version":1,"sets":[{"kind":"ota","index":1,"kic":"${key}","k\\u0069c":"${key}"}]}`,
    'keys.file',
  ],
  ['lists in lists', file(JSON.parse('['.repeat(100) + ']'.repeat(100))), 'keys.file'],
  ['too many sets', file(...Array.from({ length: 100_001 }, () => 0)), 'keys.too-many'],
])('%s is refused as a whole', (_what, text, expected) => {
  expect(() => parseJsonKeys(text)).toThrow(code(expected));
});

test.each([
  ['no object', 7, undefined],
  ['no kind', { iccid: one }, one],
  ['a kind that is none', { kind: 'ki', iccid: one }, one],
  ['an unknown member', { kind: 'ota', iccid: one, index: 1, kic: key, note: 1 }, one],
  ['an index of 0', { kind: 'ota', iccid: one, index: 0, kic: key }, one],
  ['a key that is a number', { kind: 'ota', iccid: one, index: 1, kic: 12 }, one],
  ['a key of a megabyte', { kind: 'ota', iccid: one, index: 1, kic: '00'.repeat(500_000) }, one],
  ['an ADM11', { kind: 'card-key', iccid: one, name: 'ADM11', value: '12345678' }, one],
])('a set with %s is refused alone, and it is still known whose it was', (_what, set, iccid) => {
  const [entry] = parseJsonKeys(file(set)).entries;
  expect(entry).toMatchObject({ row: 1, error: { code: 'keys.field' } });
  expect(entry?.raw === undefined ? entry?.whose?.iccid : 'accepted').toBe(iccid);
});

test('a field that does not fit is told by its name, with what may stand there', () => {
  const set = { kind: 'ota', iccid: one, index: 1, kic: key, kid: key };
  const told = (fields: object) => {
    const [entry] = atOnce(checkEntries(parseJsonKeys(file({ ...set, ...fields })), {}));
    return [entry?.error?.details['field'], entry?.error?.hint];
  };
  expect(told({ algorithm: 'aes', spi: 'plain' })).toEqual(['spi', 'Allowed: 0000 … 3F3F.']);
  expect(told({ algorithm: 'constructor' })[0]).toBe('algorithm');
  expect(told({ constructor: 1 })[0]).toBe('constructor');
  expect(told({ algorithm: 'des' })).toEqual([
    'algorithm',
    'Allowed: 3des, 3des-2, 3des-3, aes, aes-128, aes-192, aes-256.',
  ]);
  expect(told({ algorithm: 'aes', applications: [{ tar: 'B0' }] })[0]).toBe('applications.0.tar');
  expect(told({ algorithm: 'aes', buffers: 1 })[1]).toContain('buffer, macLength');
});

test('never repeats what may be a key', () => {
  const misplaced = { kind: 'ota', iccid: one, index: 1, [key]: key, algorithm: key };
  const [entry] = parseJsonKeys(file(misplaced)).entries;
  expect(JSON.stringify(entry)).not.toContain(key);
  expect(() => parseJsonKeys(`{"sets": ${key}`)).toThrow(
    expect.objectContaining({ message: 'The file of keys cannot be read: it is not JSON.' }),
  );
});

test('any text is read or refused for a reason', () => {
  const total = (text: string): void => {
    try {
      for (const { row } of parseJsonKeys(text).entries) expect(row).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(CardwrightError);
    }
  };
  fc.assert(fc.property(fc.string(), total));
  fc.assert(fc.property(fc.array(fc.anything()), (sets) => total(file(...sets))));
  fc.assert(fc.property(fc.json(), total));
});
