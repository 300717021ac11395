import { expect, test } from 'vitest';
import { InputError } from '../base/error.ts';
import { apduOnChannel, channelOf, classOnChannel } from './class-byte.ts';

test.each([
  [0x00, 0, 0x00],
  [0x00, 3, 0x03],
  [0x00, 4, 0x40],
  [0x00, 19, 0x4f],
  [0x80, 1, 0x81],
  [0x80, 4, 0xc0],
  [0x84, 2, 0x86],
  [0x84, 5, 0xe1],
  [0x0c, 4, 0x60],
  [0x10, 4, 0x50],
  [0x41, 0, 0x00],
  [0x61, 1, 0x0d],
  [0x03, 1, 0x01],
  [0xa0, 0, 0xa0],
])('class %s on channel %s', (cla, channel, expected) => {
  expect(classOnChannel(cla, channel)).toBe(expected);
  expect(channelOf(expected)).toBe(channel);
});

test('channels that are none', () => {
  for (const channel of [-1, 20, 1.5]) expect(() => classOnChannel(0, channel)).toThrow(InputError);
  expect(() => classOnChannel(0xa0, 1)).toThrow(InputError);
});

test('the toolkit stays on the basic channel', () => {
  expect(apduOnChannel({ cla: 0x80, ins: 0x12, p1: 0, p2: 0, le: 9 }, 3).cla).toBe(0x80);
  expect(apduOnChannel({ cla: 0x00, ins: 0xb0, p1: 0, p2: 0, le: 9 }, 3).cla).toBe(0x03);
});
