import { expect, test } from 'vitest';
import { de } from './de/catalogue.ts';
import { deErrors } from './de/errors.ts';
import { en } from './en/catalogue.ts';
import { translateError } from './translate-error.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : leaves(value, `${path}${key}.`),
  );
}
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test('German has exactly the keys and placeholders of English', () => {
  const german = new Map(leaves(de));
  const english = leaves(en);
  expect([...german.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  for (const [key, text] of english)
    expect(placeholders(german.get(key) ?? ''), key).toEqual(placeholders(text));
});

test('no string shouts, apologises or is empty', () => {
  for (const [key, text] of [...leaves(en), ...leaves(de)]) {
    expect(text.trim(), key).not.toBe('');
    expect(text, key).not.toMatch(/!|sorry|something went wrong|leider|entschuldig/i);
  }
});

const doc = {
  code: 'card.removed',
  kind: 'card',
  what: 'The card was taken out.',
  hint: 'Put it back in.',
  details: { reader: 'HID' },
} as const;

test('errors are put into German by their code and stay English where there are no words', () => {
  expect(translateError(doc, 'en').what).toBe(doc.what);
  expect(translateError(doc, 'de').what).toBe('Die Karte wurde aus „HID“ genommen.');
  expect(translateError({ ...doc, code: 'not.known' }, 'de').what).toBe(doc.what);
});

test('German words that lack a detail give way to the engine’s own', () => {
  const wrong = { ...doc, code: 'pin.wrong', what: 'The value was refused.' };
  expect(translateError(wrong, 'de').what).toBe('The value was refused.');
  expect(translateError({ ...wrong, details: { key: 'ADM1', triesLeft: 2 } }, 'de').what).toContain('ADM1');
});

test('German words for errors name only details in braces', () => {
  for (const [code, { what, hint }] of Object.entries(deErrors))
    for (const text of [what, hint].flat()) expect(text, code).not.toMatch(/!|\{\{/);
});
