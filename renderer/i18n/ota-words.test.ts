import { expect, test } from 'vitest';
import { deOtaPatterns, deOtaWords } from './de/ota-words.ts';
import { engineWords } from './engine-words.ts';

/** Where the engine explains packets. */
const sources: Readonly<Record<string, string>> = import.meta.glob(
  '../../main/channel/scp80/{response-status,spi,tar,sms/wrapping}.ts',
  { query: '?raw', import: 'default', eager: true },
);
const textOf = (file: string): string =>
  Object.entries(sources).find(([path]) => path.endsWith(`/${file}.ts`))?.[1] ?? '';
const found = (file: string, pattern: RegExp): readonly string[] =>
  [...textOf(file).matchAll(pattern)].map(([, words = '']) => words);

test('every proof of receipt has German words: what it means and what to do', () => {
  const words = [
    ...found('response-status', /\bmeaning: '([^']+)'/g),
    ...found('response-status', /\bhint: '([^']+)'/g),
  ];
  expect(words.length).toBeGreaterThan(25);
  expect(words.filter((each) => deOtaWords[each] === undefined)).toEqual([]);
});

test('so have SPI, TAR and the fields of short messages', () => {
  const words = [
    ...found('spi', /^ {2}'?[a-z-]+'?: '([a-z][^']+)',$/gm),
    ...found('spi', /\? '([A-Za-z][^']+)' :/g),
    ...found('tar', /return '([^']+)'/g),
    ...found('sms/wrapping', /\(\) => '([^']+)'/g),
    ...found('sms/wrapping', /return '([a-z][^']+)'/g),
  ];
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter((each) => engineWords(each, 'de') === each)).toEqual([]);
});

test.each([
  ['40 bytes follow', '40 Bytes folgen'],
  ['21 bytes from SPI to the end of RC/CC/DS', '21 Bytes von SPI bis zum Ende von RC/CC/DS'],
  ['key set 2', 'Schlüsselsatz 2'],
  ['part 2 of 3 of the message 7', 'Teil 2 von 3 der Nachricht 7'],
  ['counter 7', 'Zähler 7'],
])('%s', (english, german) => {
  expect(engineWords(english, 'de')).toBe(german);
  expect(engineWords(english, 'en')).toBe(english);
  expect(deOtaPatterns.filter(([pattern]) => pattern.test(english))).toHaveLength(1);
});
