import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Throttle } from './throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function throttle(): { sent: number[]; push: Throttle<number> } {
  const sent: number[] = [];
  return { sent, push: new Throttle(50, { now: () => Date.now() }, (value: number) => sent.push(value)) };
}

test('a thousand values in a second become about twenty, the first at once and the last not lost', () => {
  const { sent, push } = throttle();
  for (let value = 0; value < 1000; value++) {
    push.push(value, false);
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(100);
  expect(sent[0]).toBe(0);
  expect(sent.at(-1)).toBe(999);
  expect(sent.length).toBeGreaterThanOrEqual(19);
  expect(sent.length).toBeLessThanOrEqual(22);
});

test('urgent values all pass, in order, and take the place of a waiting one', () => {
  const { sent, push } = throttle();
  push.push(1, false);
  push.push(2, false);
  push.push(3, true);
  push.push(4, true);
  expect(sent).toEqual([1, 3, 4]);
  vi.advanceTimersByTime(200);
  expect(sent).toEqual([1, 3, 4]);
});

test('flush sends what waits, once', () => {
  const { sent, push } = throttle();
  push.push(1, false);
  push.push(2, false);
  push.flush();
  push.flush();
  vi.advanceTimersByTime(200);
  expect(sent).toEqual([1, 2]);
});
