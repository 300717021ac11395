import { expect, test } from 'vitest';
import { engineWords } from './engine-words.ts';

const sources: Readonly<Record<string, string>> = import.meta.glob(
  ['../../main/card/globalplatform/{privileges,known-aids}.ts', '../../main/channel/scp80/{spi,kic-kid}.ts'],
  { query: '?raw', import: 'default', eager: true },
);
const source = (name: string): string =>
  Object.entries(sources).find(([path]) => path.endsWith(`/${name}.ts`))?.[1] ?? '';
const found = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, word = '']) => word)),
];
/** Proper names are the same in every language. */
const isName = (text: string): boolean => /^[A-Z0-9]/.test(text) && !text.includes(' ');
const english = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => !isName(text) && engineWords(text, 'de') === text);

test('every privilege has German words', () => {
  const names = found(source('privileges'), /^ {4}'([^']+)',$/gm);
  expect(names).toHaveLength(20);
  expect(english(names)).toEqual([]);
});

test('every application that is known by its AID has a German name', () => {
  const names = found(source('known-aids'), /\['[0-9a-f]+', '([^']+)'\]/g);
  expect(names.length).toBeGreaterThan(10);
  expect(english(names).filter((name) => !name.includes('UICC'))).toEqual([]);
});

test('the parts of SPI, KIc and KID have German names', () => {
  const text = source('spi') + source('kic-kid');
  const names = found(text, /\bname: '([^']+)'/g).filter((name) => name !== 'RC/CC/DS' && name !== 'PoR');
  expect(names.length).toBeGreaterThan(6);
  expect(english([...names, 'first byte', 'second byte'])).toEqual([]);
});
