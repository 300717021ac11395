import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { encodeTlv } from '../tlv/ber.ts';
import { decodeCompactRules, encodeCompactRules } from './compact.ts';
import { decodeExpandedRules, encodeExpandedRules } from './expanded.ts';
import type { AccessOperation, AccessRule, SecurityCondition } from './types.ts';

const adm1: SecurityCondition = { kind: 'key', reference: 0x0a };

/** The EF_ARR record in the published test data of a public SIM tool. */
const publishedRecord = '80010190008001029700800118a40683010a9501088401d4a40683010a950108';
const publishedRules: AccessRule[] = [
  { operations: ['read'], instructions: [], condition: { kind: 'always' } },
  { operations: ['update'], instructions: [], condition: { kind: 'never' } },
  { operations: ['activate', 'deactivate'], instructions: [], condition: adm1 },
  { operations: ['resize'], instructions: [0xd4], condition: adm1 },
];

test('the published EF_ARR record, filled up, decodes and encodes', () => {
  expect(decodeExpandedRules(fromHex(`${publishedRecord}ffffffff`), 'ef')).toEqual(publishedRules);
  expect(toHex(encodeExpandedRules(publishedRules, 'ef'))).toBe(publishedRecord);
});

test('the same bits mean other operations for directories', () => {
  const [rule] = decodeExpandedRules(fromHex('80017f9000'), 'df');
  expect(rule!.operations).toEqual([
    'delete',
    'terminate',
    'activate',
    'deactivate',
    'create-df',
    'create-ef',
    'delete-child',
  ]);
});

test('several conditions after an access mode are alternatives', () => {
  const [rule] = decodeExpandedRules(fromHex('800101a406830101950108a40683010a950108'), 'ef');
  expect(rule!.condition).toEqual({ kind: 'any', of: [{ kind: 'key', reference: 1 }, adm1] });
});

test('templates combine conditions; what cannot be told stays unknown', () => {
  const condition = (hex: string): SecurityCondition =>
    decodeExpandedRules(fromHex(`800101${hex}`), 'ef')[0]!.condition;
  expect(condition('af0a a406830101950108 9000')).toEqual({
    kind: 'all',
    of: [{ kind: 'key', reference: 1 }, { kind: 'always' }],
  });
  expect(condition('a003 9e0110')).toMatchObject({ kind: 'any', of: [{ kind: 'unknown' }] });
  expect(condition('a7029000')).toEqual({ kind: 'unknown', raw: fromHex('a7029000') });
  expect(condition('b403830101').kind).toBe('secure-messaging');
  expect(condition('a406830101950130').kind).toBe('secure-messaging');
  expect(condition('a406830101950180').kind).toBe('external-authentication');
  expect(condition('a403830101')).toEqual({ kind: 'key', reference: 1 });
  expect(condition('a409830101830102950108').kind).toBe('unknown');
});

test('a command header that names P2 too governs a variant only; with CLA it governs the command', () => {
  const [variant] = decodeExpandedRules(fromHex('8504b204b2059000'), 'ef');
  expect(variant).toMatchObject({ operations: [], instructions: [0xb2] });
  const [whole] = decodeExpandedRules(fromHex('8c0280329000'), 'ef');
  expect(whole).toMatchObject({ operations: ['increase'], instructions: [0x32] });
});

test.each([
  ['a condition without access mode', '9000'],
  ['an access mode without condition', '800101'],
  ['two access modes in a row', '800101800102 9000'],
  ['an access mode of two bytes', '80020101 9000'],
  ['a header of another length than its tag says', '8501b2 9000'],
  ['an empty header', '8400 9000'],
])('%s is malformed', (_why, hex) => {
  expect(() => decodeExpandedRules(fromHex(hex), 'ef')).toThrow(
    expect.objectContaining({ code: 'access.malformed' }),
  );
});

test('templates that nest without end are refused', () => {
  let condition = fromHex('9000');
  for (let depth = 0; depth < 30; depth++) condition = encodeTlv(0xa0, condition);
  expect(() => decodeExpandedRules(concatBytes([0x80, 1, 1], condition), 'ef')).toThrow(
    expect.objectContaining({ code: 'access.malformed' }),
  );
});

test('compact form: one condition byte for each bit, the highest first', () => {
  expect(decodeCompactRules(fromHex('1b ff 00 00 00'), 'ef')).toEqual([
    { operations: ['activate'], instructions: [], condition: { kind: 'never' } },
    { operations: ['deactivate', 'update', 'read'], instructions: [], condition: { kind: 'always' } },
  ]);
  expect(decodeCompactRules(fromHex('0193 0143'), 'ef').map((rule) => rule.condition)).toEqual([
    { kind: 'unknown', raw: fromHex('93') },
    { kind: 'secure-messaging', raw: fromHex('43') },
  ]);
  expect(decodeCompactRules(fromHex('911122'), 'ef')).toEqual([
    {
      operations: ['read'],
      instructions: [],
      condition: { kind: 'external-authentication', raw: fromHex('22') },
    },
  ]);
});

test('compact form is malformed without its condition bytes and cannot express keys', () => {
  expect(() => decodeCompactRules(fromHex('0300'), 'ef')).toThrow(CardError);
  for (const rule of [
    publishedRules[2]!,
    publishedRules[3]!,
    { operations: ['increase'], instructions: [], condition: { kind: 'always' } } satisfies AccessRule,
    { operations: ['read'], instructions: [], condition: { kind: 'any', of: [] } } satisfies AccessRule,
  ])
    expect(() => encodeCompactRules([rule], 'ef')).toThrow(InputError);
});

test('expanded form refuses operations of the other kind of file', () => {
  const rule: AccessRule = { operations: ['create-ef'], instructions: [], condition: adm1 };
  expect(() => encodeExpandedRules([rule], 'ef')).toThrow(InputError);
  expect(toHex(encodeExpandedRules([rule], 'df'))).toBe('800102a40683010a950108');
});

const efOperations: AccessOperation[] = [
  'delete',
  'terminate',
  'activate',
  'deactivate',
  'append',
  'update',
  'read',
];
const simple = fc.oneof(
  fc.constant<SecurityCondition>({ kind: 'always' }),
  fc.constant<SecurityCondition>({ kind: 'never' }),
  fc.integer({ min: 1, max: 0x8e }).map((reference): SecurityCondition => ({ kind: 'key', reference })),
);
const group = fc
  .tuple(fc.constantFrom<'all' | 'any'>('all', 'any'), fc.array(simple, { minLength: 1, maxLength: 4 }))
  .map(([kind, of]): SecurityCondition => ({ kind, of }));
const rule = fc.record({
  operations: fc.subarray(efOperations, { minLength: 1 }),
  instructions: fc.constant<number[]>([]),
  condition: fc.oneof(simple, group),
});

test('expanded rules decode to what was encoded', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), (rules) => {
      expect(decodeExpandedRules(encodeExpandedRules(rules, 'ef'), 'ef')).toEqual(rules);
    }),
  );
});

test('any bytes give rules or a CardError', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom('ef' as const, 'df' as const),
      (bytes, subject) => {
        for (const decode of [decodeExpandedRules, decodeCompactRules])
          try {
            decode(bytes, subject);
          } catch (error) {
            expect(error).toBeInstanceOf(CardError);
          }
      },
    ),
  );
});
