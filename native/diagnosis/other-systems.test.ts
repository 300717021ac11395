import { expect, test } from 'vitest';
import { examineThreads } from './diagnose.ts';
import { evaluateMacos } from './macos.ts';
import { evaluateWindows, readStart, readState } from './windows.ts';

const running = (...readers: string[]) => ({ state: 'running', readers }) as const;
const stopped = { state: 'not-running', words: 'The service is not running.' } as const;

test('Windows: the words of sc.exe, English and German', () => {
  expect(readState('        STATE              : 4  RUNNING \r\n')).toBe('running');
  expect(readState('        STATUS             : 1  STOPPED \r\n')).toBe('stopped');
  expect(readState('[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\r\n')).toBe('missing');
  expect(readState('')).toBe('unknown');
  expect(readStart('        START_TYPE         : 3   DEMAND_START\r\n')).toBe('manual');
  expect(readStart('        STARTTYP           : 4   DISABLED\r\n')).toBe('disabled');
  expect(readStart('nonsense')).toBe('unknown');
});

test.each([
  [{ pcsc: running('ACS 0'), service: 'running', start: 'manual' }, ['good', 'good']],
  [{ pcsc: running(), service: 'running', start: 'manual' }, ['good', 'attention']],
  [{ pcsc: stopped, service: 'missing', start: 'unknown' }, ['fault']],
  [{ pcsc: stopped, service: 'stopped', start: 'disabled' }, ['fault']],
  [{ pcsc: stopped, service: 'stopped', start: 'manual' }, ['fault']],
  [{ pcsc: stopped, service: 'running', start: 'manual' }, ['fault']],
  [{ pcsc: stopped, service: 'unknown', start: 'unknown' }, ['unknown']],
] as const)('Windows: %j', (facts, results) => {
  const items = evaluateWindows(facts);
  expect(items.map((item) => item.result)).toEqual(results);
  for (const item of items) if (item.result !== 'good') expect(item.remedy).toBeDefined();
});

test('Windows: a disabled service is enabled first', () => {
  const [item] = evaluateWindows({ pcsc: stopped, service: 'stopped', start: 'disabled' });
  expect(item?.command).toBe('sc.exe config SCardSvr start= demand && sc.exe start SCardSvr');
});

test('macOS: the service is a part of the system', () => {
  expect(evaluateMacos(running('Reader 00 00')).map((item) => item.result)).toEqual(['good', 'good']);
  expect(evaluateMacos(running())[1]).toMatchObject({ result: 'attention', remedy: expect.any(String) });
  expect(evaluateMacos(stopped)[0]).toMatchObject({ result: 'fault', command: expect.any(String) });
});

test('more readers than threads', () => {
  expect(examineThreads(running('A', 'B'), 2)).toEqual([]);
  expect(examineThreads(stopped, 1)).toEqual([]);
  expect(examineThreads(running('A', 'B', 'C'), 1)).toMatchObject([
    { result: 'attention', command: 'UV_THREADPOOL_SIZE=8 cardwright' },
  ]);
});
