import { expect, test } from 'vitest';
import { keyFilesOf, keyInputOf } from './secrets.ts';
import { parseSettings } from './values.ts';

test('a repeated name makes a list, the rest are texts', () => {
  expect(parseSettings(['a=1', 'b=x=y', 'a=2', 'a=3'])).toEqual({ a: ['1', '2', '3'], b: 'x=y' });
  expect(parseSettings(['a='])).toEqual({ a: '' });
});

test.each(['novalue', '=x', ''])('“%s” is refused', (text) => {
  expect(() => parseSettings([text])).toThrow(expect.objectContaining({ code: 'values.malformed' }));
});

test('names like members of every object are names', () => {
  expect(Object.entries(parseSettings(['constructor=x', '__proto__=y']))).toEqual([
    ['constructor', 'x'],
    ['__proto__', 'y'],
  ]);
});

test.each(['', '123', '1234567890', 'ABCDEF', '00112233445566', '001122334455667788', 'hex'])(
  'what is neither a PIN nor a whole key is refused, not presented: “%s”',
  (text) => {
    expect(() => keyInputOf(text)).toThrow(expect.objectContaining({ code: 'key.malformed' }));
  },
);

test('a key file belongs to a key that is needed', () => {
  expect(keyFilesOf(['adm1=a.txt', 'PIN1=b=c'], ['ADM1', 'PIN1'])).toEqual(
    new Map([
      ['ADM1', 'a.txt'],
      ['PIN1', 'b=c'],
    ]),
  );
  const refused = (...given: string[]) => expect(() => keyFilesOf(given, ['ADM1']));
  refused('AMD1=a.txt').toThrow(expect.objectContaining({ code: 'key.unneeded' }));
  refused('ADM1=a', 'adm1=b').toThrow(expect.objectContaining({ code: 'key.twice' }));
  refused('87654321').toThrow(expect.objectContaining({ message: expect.not.stringContaining('87654321') }));
});

test('a key is taken as digits or as bytes, or as it is said', () => {
  expect(keyInputOf('12345678')).toEqual({ format: 'digits', value: '12345678' });
  expect(keyInputOf('0011223344556677')).toEqual({ format: 'hex', value: '0011223344556677' });
  expect(keyInputOf('hex:12345678')).toEqual({ format: 'hex', value: '12345678' });
  expect(keyInputOf('digits:1234')).toEqual({ format: 'digits', value: '1234' });
});
