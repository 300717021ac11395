import { expect, test } from 'vitest';
import { formatDuration, formatSpan, formatTime, groupDigits, maskSubscriber } from './format.ts';

test('an ICCID is written in groups of four', () => {
  expect(groupDigits('8988307000000001234')).toBe('8988 3070 0000 0001 234');
});

test('a masked IMSI shows country and network only', () => {
  expect(maskSubscriber('262010000012345')).toBe('26201 ••••••••••');
});

test('a time of another day has its date', () => {
  const now = new Date(2026, 3, 7, 12).getTime();
  expect(formatTime(now, 'en', now)).not.toMatch(/2026/);
  expect(formatTime(now - 48 * 3_600_000, 'en', now)).toMatch(/2026/);
});

test('durations have units', () => {
  expect(formatDuration(840, 'en')).toBe('840 ms');
  expect(formatDuration(1234, 'de')).toBe('1,2 s');
});

test('a length of time is told by its two largest parts', () => {
  expect(formatSpan(6 * 86_400_000 + 3 * 3_600_000 + 59 * 60_000, 'en')).toBe('6 days, 3 hours');
  expect(formatSpan(86_400_000 + 59_000, 'de')).toBe('1 Tag');
  expect(formatSpan(90 * 60_000, 'en')).toBe('1 hour, 30 minutes');
  expect(formatSpan(1000, 'en')).toBe('1 minute');
});
