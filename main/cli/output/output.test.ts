import { expect, test } from 'vitest';
import { errorText } from './error.ts';
import { groupDigits, paint, shortHex, table } from './print.ts';
import { printable, printableJson } from './printable.ts';

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

test('what others wrote cannot take over the terminal', () => {
  const styled = `${paint('red', 'a')}\u001b[1mb\u001b[22m`;
  expect(printable(`${styled}\n\tc`)).toBe(`${styled}\n\tc`);
  expect(printable('\u001b]0;title\u0007 \u001b[2J \u001b[8mhidden \u009b31m \r')).toBe(
    '␛]0;title␇ ␛[2J ␛[8mhidden \uFFFD31m ␍',
  );
  expect(printable('user\u202egro.elpmaxe')).toBe('user\uFFFDgro.elpmaxe');
  expect(table([['a\nb\u001b[A', 'c']])).toBe('a␊b␛[A  c');
  const document = { name: 'a\u009b\u202e\u001b"\n' };
  const json = printableJson(JSON.stringify(document, null, 2));
  expect(json).toMatch(/^[\n\x20-\x7e]+$/);
  expect(JSON.parse(json)).toEqual(document);
});
