import { expect, test } from 'vitest';
import type { KeyStatusDoc } from '../../../main/contract/card.ts';
import { files, keys } from '../../testing/documents.ts';
import { keysInShort } from './keys-in-short.ts';

const adm = (name: string, state: KeyStatusDoc['state'], triesLeft?: number): KeyStatusDoc => ({
  name,
  reference: '0A',
  state,
  ...(triesLeft !== undefined && { triesLeft }),
});

test('the key that oneM2M files ask for counts, though another is blocked', () => {
  expect(keysInShort(keys, files)).toMatchObject({ name: 'ADM1', left: 3, isTight: false });
});

test('of several the one with the fewest tries counts, a blocked one first', () => {
  const several = [adm('ADM3', 'enabled', 2), adm('ADM1', 'enabled', 1), adm('ADM2', 'absent')];
  expect(keysInShort(several, [])).toMatchObject({ name: 'ADM1', left: 1, isTight: true });
  expect(keysInShort([...several, adm('ADM4', 'blocked')], [])).toMatchObject({ name: 'ADM4', left: 0 });
});

test('a card without administrative keys has none to tell of', () => {
  expect(keysInShort([{ name: 'PIN1', reference: '01', state: 'enabled' }], [])).toBeUndefined();
});
