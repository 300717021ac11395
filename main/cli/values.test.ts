import { expect, test } from 'vitest';
import { keyInputOf } from './secrets.ts';
import { parseSettings } from './values.ts';

test('a repeated name makes a list, the rest are texts', () => {
  expect(parseSettings(['a=1', 'b=x=y', 'a=2', 'a=3'])).toEqual({ a: ['1', '2', '3'], b: 'x=y' });
  expect(parseSettings(['a='])).toEqual({ a: '' });
});

test.each(['novalue', '=x', ''])('“%s” is refused', (text) => {
  expect(() => parseSettings([text])).toThrow(expect.objectContaining({ code: 'values.malformed' }));
});

test('a key is taken as digits or as bytes, or as it is said', () => {
  expect(keyInputOf('12345678')).toEqual({ format: 'digits', value: '12345678' });
  expect(keyInputOf('0011223344556677')).toEqual({ format: 'hex', value: '0011223344556677' });
  expect(keyInputOf('hex:12345678')).toEqual({ format: 'hex', value: '12345678' });
  expect(keyInputOf('digits:1234')).toEqual({ format: 'digits', value: '1234' });
});
