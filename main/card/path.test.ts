import { expect, test } from 'vitest';
import { InputError } from '../base/error.ts';
import { childPath, formatPath, masterFile, parentPath, parsePath, samePath } from './path.ts';

test.each(['MF', 'MF/2F00', 'MF/7F10/6F3A', 'a0000000871002ff/5F40/6F0A', 'a000000645'])('%s', (text) => {
  expect(formatPath(parsePath(text))).toBe(text);
});

test('the MF by its FID, an AID in capitals', () => {
  expect(parsePath('3F00/2f00')).toEqual({ fids: [0x2f00] });
  expect(samePath(parsePath('A000000645/6f02'), parsePath('a000000645/6F02'))).toBe(true);
});

test('parents and children', () => {
  const file = childPath(childPath(masterFile, 0x7f10), 0x6f3a);
  expect(formatPath(file)).toBe('MF/7F10/6F3A');
  expect(formatPath(parentPath(file))).toBe('MF/7F10');
  expect(formatPath(parentPath(masterFile))).toBe('MF');
});

test.each(['', 'mf', 'MF/', 'MF/2F0', 'MF/2F001', '2F00', 'a0000006/6F02', 'MF//2F00', 'a0'.repeat(17)])(
  '“%s” is no path',
  (text) => {
    expect(() => parsePath(text)).toThrow(InputError);
  },
);

test('a path without end is refused without repeating it', () => {
  for (const text of [`MF${'/7F10'.repeat(17)}`, `MF${'/7F10'.repeat(100_000)}`, 'x'.repeat(100_000)])
    expect(() => parsePath(text)).toThrow(expect.objectContaining({ code: 'path.malformed' }));
  expect(() => parsePath('x'.repeat(100_000))).toThrow(/^.{1,120}$/);
  expect(parsePath(`MF${'/7F10'.repeat(16)}`).fids).toHaveLength(16);
});
