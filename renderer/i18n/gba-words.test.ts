import { expect, test } from 'vitest';
import { engineWords } from './engine-words.ts';

/** Where the messages of an exchange and the findings of the AKA bench are written. */
const sources: Readonly<Record<string, string>> = import.meta.glob(
  ['../../main/auth/explain/*.ts', '../../main/procedures/gba/messages.ts', '!**/*.test.ts'],
  { query: '?raw', import: 'default', eager: true },
);
const everything = Object.values(sources).join('\n');

/** Plain sentences, and those with values in them, filled with numbers. */
const sentences = [...everything.matchAll(/\b(?:what|hint)[:(]\s*(?:'([^']+)'|`([^`]+)`)/g)].map(
  ([, plain, filled = '']) => plain ?? filled.replaceAll(/\$\{[^}]*\}/g, '7'),
);

test('every message and every finding has German words', () => {
  expect(sentences.length).toBeGreaterThan(40);
  const mixUp = 'The MAC fits when the value given as OPc is taken as OP.';
  const said = sentences.map((text) => (text.startsWith('The MAC fits when') ? mixUp : text));
  expect(said.filter((text) => engineWords(text, 'de') === text)).toEqual([]);
});

test('numbers and names stay in their sentences', () => {
  expect(engineWords('Asking bsf.example.com for a challenge', 'de')).toBe(
    'bsf.example.com wird um eine Anfrage gebeten',
  );
  expect(engineWords('8 bytes, not shown', 'de')).toBe('8 Bytes, nicht gezeigt');
  expect(engineWords('The MAC fits when the value given as OPc is taken as OP.', 'de')).toContain(
    'als OPc angegebene Wert als OP',
  );
});
