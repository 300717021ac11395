import { expect, test } from 'vitest';
import { AccessError, CardError, CardwrightError } from '../base/error.ts';
import { expectStatus } from './status-check.ts';
import { describeStatusWord } from './status-word.ts';

const answer = (sw: number): { data: Uint8Array; sw: number } => ({ data: new Uint8Array(), sw });
const errorOf = (sw: number, command = 'READ BINARY'): CardwrightError => {
  try {
    expectStatus(answer(sw), command);
  } catch (error) {
    if (error instanceof CardwrightError) return error;
    throw error;
  }
  throw new RangeError(`${sw.toString(16)} passed`);
};

test('every status word has a meaning', () => {
  for (let sw = 0; sw <= 0xffff; sw++) expect(describeStatusWord(sw).meaning).not.toBe('');
  expect(describeStatusWord(0x1234)).toMatchObject({ kind: 'error' });
});

test('63Cx counts tries for PIN commands and retries of a write elsewhere', () => {
  expect(describeStatusWord(0x63c3, 0x20)).toMatchObject({ meaning: '3 tries left', kind: 'error' });
  expect(describeStatusWord(0x63c1, 0x20).meaning).toBe('1 try left');
  expect(describeStatusWord(0x63c0, 0x20).meaning).toContain('blocked');
  expect(describeStatusWord(0x63c3, 0xd6).kind).toBe('warning');
  expect(expectStatus(answer(0x63c3), 'UPDATE BINARY').sw).toBe(0x63c3);
});

test('what passes', () => {
  for (const sw of [0x9000, 0x9110, 0x9201]) expect(expectStatus(answer(sw), 'SELECT').sw).toBe(sw);
  expect(expectStatus(answer(0x6283), 'SELECT', 0x6283).sw).toBe(0x6283);
});

test('a refused PIN tells how many tries are left', () => {
  const error = errorOf(0x63c2, 'VERIFY PIN');
  expect(error).toBeInstanceOf(AccessError);
  expect(error).toMatchObject({ code: 'pin.wrong', details: { triesLeft: 2, command: 'VERIFY PIN' } });
  expect(error.message).toContain('2 tries are left');
  expect(errorOf(0x63c0, 'VERIFY PIN')).toMatchObject({ code: 'pin.blocked' });
});

test.each([
  [0x6982, 'access.denied', AccessError],
  [0x6983, 'pin.blocked', AccessError],
  [0x6984, 'pin.unusable', AccessError],
  [0x9862, 'authentication.failed', AccessError],
  [0x6a82, 'file.not-found', CardError],
  [0x6a83, 'record.not-found', CardError],
  [0x6a84, 'card.full', CardError],
  [0x6d00, 'command.unsupported', CardError],
  [0x6581, 'card.memory', CardError],
  [0x6283, 'file.deactivated', CardError],
  [0x6999, 'card.refused', CardError],
  [0x61ff + 0x0b00, 'card.refused', CardError],
])('%d is %s', (sw, code, kind) => {
  const error = errorOf(sw);
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ code, details: { command: 'READ BINARY' } });
  expect(error.hint).not.toBe('');
  expect(error.clause).toBe('ETSI TS 102 221 10.2');
});
