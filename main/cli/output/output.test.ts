import { expect, test } from 'vitest';
import { errorText } from './error.ts';
import { groupDigits, shortHex, table } from './print.ts';

test('columns are aligned by what is seen, not by their colour codes', () => {
  expect(
    table([
      ['\u001b[31mab\u001b[0m', 'x'],
      ['abcd', 'y'],
    ]),
  ).toBe('\u001b[31mab\u001b[0m    x\nabcd  y');
  expect(
    table([
      ['a', ''],
      ['bb', ''],
    ]),
  ).toBe('a\nbb');
});

test('digits in groups of four', () => {
  expect(groupDigits('8988211000000430010')).toBe('8988 2110 0000 0430 010');
  expect(groupDigits('')).toBe('');
  expect(groupDigits('1234')).toBe('1234');
});

test('long content is cut and says how long it is', () => {
  expect(shortHex('00ff')).toBe('00 FF');
  expect(shortHex('00'.repeat(30), 2)).toBe('00 00 … (30 bytes)');
});

test('an error has its four parts', () => {
  const text = errorText({
    code: 'pin.wrong',
    kind: 'access',
    what: 'ADM1 was refused.',
    meaning: 'Two tries are left.',
    hint: 'Check the key.',
    clause: 'ETSI TS 102 221 11.1.9',
    details: { tries: 2 },
  });
  for (const part of [
    'ADM1 was refused.',
    'Two tries are left.',
    '→ Check the key.',
    'pin.wrong',
    '11.1.9',
    'tries 2',
  ])
    expect(text).toContain(part);
});
