import { expect, test } from 'vitest';
import { profile } from '../../testing/documents.ts';
import { scannedInto, splitScan, valueOfText, waitingField } from './scan.ts';

const variable = (name: string) => {
  const found = profile.variables.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(name);
  return found;
};

test('a scan goes to the focused field, else to the first required one that is empty', () => {
  const values = { subscription: 'sub-1', provider: 'sp' };
  expect(waitingField(profile.variables, values, 'mef')).toBe('mef');
  expect(waitingField(profile.variables, values, undefined)).toBe('node');
  expect(waitingField(profile.variables, { ...values, node: 'n' }, undefined)).toBe('mef');
});

test('name=value names its field, other text with a sign does not', () => {
  expect(splitScan('NODE=node-7', profile.variables)).toEqual({ name: 'node', value: 'node-7' });
  expect(splitScan('https://a.example/?b=c', profile.variables)).toEqual({ value: 'https://a.example/?b=c' });
  expect(splitScan('colour=red', profile.variables)).toEqual({ value: 'colour=red', unknown: 'colour' });
});

test('a list grows by a line, a single value is replaced', () => {
  expect(scannedInto({ 'ae-ids': ['C1'] }, variable('ae-ids'), 'C2')).toEqual({ 'ae-ids': ['C1', 'C2'] });
  expect(scannedInto({ node: 'old' }, variable('node'), 'new')).toEqual({ node: 'new' });
});

test('an empty text is no value', () => {
  expect(valueOfText(variable('node'), '')).toBeUndefined();
  expect(valueOfText(variable('ae-ids'), ' \n ')).toBeUndefined();
});
