import { expect, test } from 'vitest';
import * as z from 'zod';
import { calls } from './calls.ts';
import { events } from './events.ts';
import { callNames, eventNames } from './names.ts';

test('the names without schemas are exactly those with schemas', () => {
  expect([...callNames].sort()).toEqual(Object.keys(calls).sort());
  expect([...eventNames].sort()).toEqual(Object.keys(events).sort());
});

test('names that receipts cannot carry are refused', () => {
  const { input } = calls['station.set'];
  expect(input.safeParse({ operator: 'Ada Lovelace 🖋' }).success).toBe(true);
  expect(input.safeParse({ operator: 'Ada \ud800' }).success).toBe(false);
});

const hasSecret = (schema: z.ZodType): boolean =>
  JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })).includes(
    '"writeOnly":true',
  );

test('secrets cross the contract inwards only', () => {
  for (const [name, { output }] of Object.entries(calls)) expect(hasSecret(output), name).toBe(false);
  for (const [name, data] of Object.entries(events)) expect(hasSecret(data), name).toBe(false);
  expect(hasSecret(calls['plan.apply'].input)).toBe(true);
});
