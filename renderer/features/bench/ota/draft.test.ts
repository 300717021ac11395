import { expect, test } from 'vitest';
import { keySets } from '../../../testing/keys-documents.ts';
import {
  composeOf,
  type Draft,
  emptyDraft,
  iccidOf,
  missingOf,
  noTypedKeys,
  withCard,
  withKeys,
  withSet,
} from './draft.ts';

const card = { reader: 'r', iccid: '89883070000000012345' };
const [otaSet] = keySets;
if (otaSet === undefined) throw new RangeError('no key set');

test('what is missing is asked for in the order of the form', () => {
  let draft: Draft = emptyDraft;
  const next = (change: (draft: Draft) => Draft) => {
    draft = change(draft);
    return missingOf(draft, noTypedKeys);
  };
  expect(missingOf(draft, noTypedKeys)).toBe('card');
  expect(next((d) => withCard(d, card))).toBe('keys');
  expect(next((d) => withKeys(d, 'stored'))).toBe('set');
  expect(next((d) => ({ ...withSet(d, otaSet), tar: '' }))).toBe('commands');
  expect(next((d) => ({ ...d, commands: '00A4 0004' }))).toBe('tar');
  expect(next((d) => ({ ...d, commands: '00A4' }))).toBe('badCommand');
  expect(next((d) => ({ ...d, commands: '00A40004023F00', tar: 'b00000' }))).toBeUndefined();
  expect(next((d) => withKeys(d, 'typed'))).toBe('kic');
  expect(missingOf(draft, { kic: '00'.repeat(16), kid: '00'.repeat(15) })).toBe('kid');
  expect(missingOf(draft, { kic: '00'.repeat(16), kid: '00'.repeat(16) })).toBeUndefined();
  expect(next((d) => ({ ...d, counter: '1099511627776' }))).toBe('kic');
  expect(missingOf(draft, { kic: '00'.repeat(16), kid: '00'.repeat(16) })).toBe('counter');
});

test('without keys nothing can be ciphered or signed', () => {
  const draft: Draft = { ...emptyDraft, card, commands: '00A40004023F00', tar: 'b00000' };
  const open = withKeys(draft, 'none');
  expect(missingOf(open, noTypedKeys)).toBeUndefined();
  expect(missingOf({ ...open, spi: { ...open.spi, ciphering: true } }, noTypedKeys)).toBe('needsKeys');
});

test('a stored set brings its number, its SPI and its only application', () => {
  const draft = withSet({ ...emptyDraft, card, keys: 'stored', commands: '00A40004023F00' }, otaSet);
  expect(composeOf(draft, noTypedKeys)).toMatchObject({
    keys: { kind: 'stored', set: 'set-1' },
    kic: { algorithm: 'aes', index: 2 },
    kid: { algorithm: 'aes', index: 2 },
    tar: 'b00010',
    spi: { check: 'cc', ciphering: true, por: 'always', porCheck: 'none', porBySubmit: true },
  });
  // Its counter is the station's, never the form's.
  expect(composeOf(draft, noTypedKeys).counter).toBeUndefined();
});

test('another card has other plans and key sets', () => {
  const draft = withSet({ ...emptyDraft, card, keys: 'stored', kind: 'plan', plan: 'p' }, otaSet);
  expect(withCard(draft, 'none')).toMatchObject({ set: undefined, plan: undefined, kind: 'commands' });
  expect(iccidOf({ ...draft, card: 'none' })).toBe('89883070000000012345');
});
