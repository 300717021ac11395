import { expect, test } from 'vitest';
import type { CardwrightError } from '../base/error.ts';
import type { CallName } from '../contract/calls.ts';
import { presentError } from '../jobs/present/error.ts';
import { checkCallName, checkInput } from './validate.ts';

const apply = { plan: 'p', iccid: '8949', keys: { ADM1: { format: 'digits', value: '77665544' } } };

function refusal(name: CallName, input: unknown): CardwrightError {
  try {
    checkInput(name, input);
  } catch (error) {
    return error as CardwrightError;
  }
  throw new TypeError('it was accepted');
}

test('an input that fits comes through', () => {
  expect(checkInput('plan.apply', apply)).toEqual(apply);
});

test.each<[CallName, unknown, string]>([
  ['plan.apply', { ...apply, plan: 7 }, 'plan'],
  ['plan.apply', { ...apply, keys: { ADM1: { format: 'digits', value: 77665544 } } }, 'keys.*.value'],
  ['plan.apply', { ...apply, keys: { '77665544': 'ADM1' } }, 'keys.*'],
  ['plan.apply', { ...apply, lastTry: ['ADM1', 2] }, 'lastTry.1'],
  ['plan.apply', { ...apply, '77665544': 1 }, ''],
  ['vault.open', { passphrase: '' }, 'passphrase'],
  ['card.report', { reader: 'r', scope: '77665544' }, 'scope'],
  ['station.get', null, ''],
  ['station.get', undefined, ''],
])('%s names the field that does not fit and repeats nothing of the input', (name, input, field) => {
  const error = refusal(name, input);
  expect(error.code).toBe('contract.invalid-input');
  expect(error.details['field']).toBe(field);
  expect(JSON.stringify(presentError(error))).not.toContain('77665544');
});

test('an unknown call is refused; inherited names are not calls', () => {
  for (const name of ['card.explode', 'toString', '__proto__', ''])
    expect(() => checkCallName(name)).toThrow(expect.objectContaining({ code: 'contract.unknown-call' }));
});
