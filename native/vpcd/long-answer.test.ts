import { expect, test } from 'vitest';
import { fromHex } from '../../main/base/bytes.ts';
import { LongAnswer } from './long-answer.ts';

const read = fromHex('00b0000000');
const full = new Uint8Array(258).fill(0x5a);

test('a kept answer goes to the repetition with the right Le, once', () => {
  const long = new LongAnswer();
  expect(long.keep(read, full)).toEqual(Uint8Array.of(0x6c, 0x00));
  expect(long.expected).toBe(true);
  expect(long.take(read)).toBe(full);
  expect(long.take(read)).toBeUndefined();
  expect(long.expected).toBe(false);
});

test.each(['00b2000000', '00b00000ff', '00b0000001aa', '00b00000'])(
  '%s is no repetition and forgets it',
  (other) => {
    const long = new LongAnswer();
    long.keep(read, full);
    expect(long.take(fromHex(other))).toBeUndefined();
    expect(long.take(read)).toBeUndefined();
  },
);

test('254 data bytes make a length of 256', () => {
  expect(new LongAnswer().keep(read, full.slice(0, 256))).toEqual(Uint8Array.of(0x6c, 0xfe));
});

test.each([
  ['6100', true],
  ['61fe', true],
  ['6cff', true],
  ['6c00', true],
  ['61fd', false],
  ['6c10', false],
  ['9000', false],
  ['00006a82', false],
])('%s announces a long answer: %s', (answer, announced) => {
  const long = new LongAnswer();
  long.note(fromHex(answer));
  expect(long.expected).toBe(announced);
});
