import { expect, test } from 'vitest';
import type { KeySetDocument, StoredKeySet } from './key-sets.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { tamper, tempStore } from './testing/temp-store.ts';

const document: KeySetDocument = {
  algorithm: 'aes-128',
  diversification: 'none',
  authorises: ['ADM1'],
  keys: ['kic', 'kid'],
  checkValues: { kic: '504a77' },
  ota: { spi: '1621', buffer: 512, counter: 3, applications: [{ tar: 'b00000', manages: 'files' }] },
};
const set = (id: string, over: Partial<StoredKeySet> = {}): StoredKeySet => ({
  id,
  owner: { by: 'iccid', value: '8988211000000430010' },
  kind: 'ota',
  name: 'OTA 1',
  version: 1,
  document,
  importedAt: 1_700_000_000_000,
  ...over,
});

test('a set comes back as it was put', () => {
  const { keySets } = tempStore();
  expect(keySets.put(set('a'))).toBeUndefined();
  expect(keySets.get('a')).toEqual(set('a'));
  expect(keySets.find(set('a').owner, 'OTA 1')).toEqual(set('a'));
  expect(keySets.all()).toEqual([set('a')]);
  expect(keySets.get('b')).toBeUndefined();
});

test('of one owner and name there is one set: the later takes the place of the earlier', () => {
  const { keySets } = tempStore();
  keySets.put(set('a'));
  expect(keySets.put(set('b', { version: 2 }))).toEqual(set('a'));
  expect(keySets.all().map(({ id }) => id)).toEqual(['b']);
  expect(keySets.delete('b')).toBe(true);
  expect(keySets.delete('b')).toBe(false);
});

test('sets are found by owner and by IIN, the longest first', () => {
  const { keySets } = tempStore();
  const of = (id: string, by: 'iccid' | 'eid' | 'iin', value: string): void => {
    keySets.put(set(id, { owner: { by, value } }));
  };
  of('own', 'iccid', '8988211000000430010');
  expect(keySets.anyByEid()).toBe(false);
  of('eid', 'eid', '89049044900000000000000000102355');
  expect(keySets.anyByEid()).toBe(true);
  of('short', 'iin', '8988');
  of('long', 'iin', '898821100');
  of('other', 'iin', '8949');
  expect(keySets.ofIinsOf('8988211000000430010').map(({ id }) => id)).toEqual(['long', 'short']);
  expect(keySets.of({ by: 'iccid', value: '8988211000000430010' }).map(({ id }) => id)).toEqual(['own']);
  expect(keySets.all()).toHaveLength(5);
});

test.each([
  `UPDATE key_sets SET document = '{}'`,
  `UPDATE key_sets SET document = 'x'`,
  `UPDATE key_sets SET document = json_set(document, '$.kic', '00')`,
])('a record that was changed by hand is refused: %s', (script) => {
  const folder = tempFolder();
  const { keySets } = tempStore(folder);
  keySets.put(set('a'));
  tamper(folder, script);
  expect(() => keySets.get('a')).toThrow(expect.objectContaining({ code: 'store.tampered' }));
});
