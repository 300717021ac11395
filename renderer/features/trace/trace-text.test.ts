import { expect, test } from 'vitest';
import type { TraceDoc } from '../../../main/contract/trace.ts';
import { isRefusal, matches, traceText } from './trace-text.ts';

const line: TraceDoc = {
  number: 1,
  at: 0,
  reader: 'HID',
  name: 'VERIFY PIN',
  command: '0020000a08••••••••••••••••',
  response: '',
  sw: '63c2',
  meaning: '2 tries left',
  decoded: ['ADM1'],
  elapsedMs: 1.25,
};

test('refusals are what is neither done nor more to fetch', () => {
  expect(isRefusal(line)).toBe(true);
  for (const sw of ['9000', '9110', '9f1c', '6120']) expect(isRefusal({ ...line, sw })).toBe(false);
  expect(isRefusal({ ...line, command: '0020000a' })).toBe(false);
  const { sw: _sw, ...mute } = line;
  expect(isRefusal(mute)).toBe(true);
});

test('a line is found by name, meaning and bytes with spaces', () => {
  for (const filter of ['verify', 'TRIES', '00 20 00 0a', '63C2', ' '])
    expect(matches(line, filter), filter).toBe(true);
  expect(matches(line, 'select')).toBe(false);
});

test('a copied line stays redacted', () => {
  expect(traceText(line)).toContain('0020000a08••••');
});
