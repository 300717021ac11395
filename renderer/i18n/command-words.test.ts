import { expect, test } from 'vitest';
import { commandWords } from './command-words.ts';
import { deCommandPatterns, deCommandWords } from './de/command-words.ts';
import { engineWords } from './engine-words.ts';

const sources: Readonly<Record<string, string>> = import.meta.glob('../../main/card/status-word.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const statusWords = Object.values(sources).join('\n');

test('every meaning of a status word has German words', () => {
  const meanings = [...statusWords.matchAll(/\b(?:ok|warning|error)\((['`])(.+?)\1[,)]/g)].map(
    ([, , text = '']) => text.replace(/\$\{tries\}/, '7 tries').replaceAll(/\$\{[^}]+\}/g, '7'),
  );
  expect(meanings.length).toBeGreaterThan(60);
  expect(meanings.filter((text) => engineWords(text, 'de') === text)).toEqual([]);
});

test('a command keeps its name, what it does is said in German', () => {
  expect(commandWords('SELECT: FID 6F02, Without an answer, Sends 2 bytes', 'de')).toBe(
    'SELECT: FID 6F02, ohne Antwort, sendet 2 Bytes',
  );
  expect(commandWords('VERIFY PIN: ADM1, Sends 8 bytes; 8 secret bytes hidden', 'de')).toBe(
    'VERIFY PIN: ADM1, sendet 8 Bytes; 8 geheime Bytes verborgen',
  );
  expect(commandWords('SELECT 6F02', 'de')).toBe('SELECT 6F02');
  expect(commandWords('UPDATE BINARY: SFI 02, offset 1, Sends 9 bytes', 'en')).toBe(
    'UPDATE BINARY: SFI 02, offset 1, Sends 9 bytes',
  );
});

test('no word of them shouts', () => {
  for (const text of [...Object.values(deCommandWords), ...deCommandPatterns.map(([, words]) => words)])
    expect(text).not.toMatch(/!/);
});
