import { expect, test } from 'vitest';
import { readersAtOnce, threadsFor, withThreadPool } from './threadpool.ts';

test('a pool for all readers that pcsc-lite can have', () => {
  const env = withThreadPool({ HOME: '/home/me' });
  expect(env).toEqual({ HOME: '/home/me', UV_THREADPOOL_SIZE: String(threadsFor(16)) });
  expect(readersAtOnce(env)).toBe(16);
});

test('a larger pool stays, a smaller or senseless one does not', () => {
  expect(withThreadPool({ UV_THREADPOOL_SIZE: '64' })['UV_THREADPOOL_SIZE']).toBe('64');
  expect(withThreadPool({ UV_THREADPOOL_SIZE: '8' })['UV_THREADPOOL_SIZE']).toBe('21');
  expect(withThreadPool({ UV_THREADPOOL_SIZE: 'many' })['UV_THREADPOOL_SIZE']).toBe('21');
});

test('with the usual four threads it is one reader', () => {
  expect(readersAtOnce({})).toBe(1);
});
