import { expect, test } from 'vitest';
import { spiBytes } from '../contract/spi-bytes.ts';
import { parseSpi, spiWords } from './spi-words.ts';

test.each([
  ['1619', '1619'],
  ['cc ciphered counter-higher por-always por-cc por-ciphered', '1619'],
  ['cc,ciphered,counter-one-higher,por-on-error,por-by-submit', '1E22'],
  ['CC', '0200'],
  ['counter-unchecked por-rc rc por-always', '0905'],
])('%s', (text, digits) => {
  expect(spiBytes(parseSpi(text))).toBe(digits);
});

test('every word says something of its own', () => {
  const words = spiWords.split(' ');
  expect(new Set(words.map((word) => spiBytes(parseSpi(word)))).size).toBe(words.length);
});

test.each(['', 'cc rc', 'cc cc', 'signed', '16190', '161', 'constructor'])('%j is none', (text) => {
  expect(() => parseSpi(text)).toThrow(expect.objectContaining({ code: 'spi.malformed' }));
});
