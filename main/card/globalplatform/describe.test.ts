import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import { knownAidName } from './known-aids.ts';
import { lifeCycleWord } from './life-cycle.ts';
import { isSecurityDomain, privilegeNames } from './privileges.ts';

test.each([
  ['issuer-domain', 0x0f, 'SECURED'],
  ['issuer-domain', 0x7f, 'CARD_LOCKED'],
  ['domain', 0x0f, 'PERSONALIZED'],
  ['application', 0x07, 'SELECTABLE'],
  ['application', 0x87, 'LOCKED'],
  ['application', 0x17, 'SELECTABLE, state of its own'],
  ['package', 0x01, 'LOADED'],
  ['package', 0x33, 'unknown'],
] as const)('the life cycle state of %s %i is %s', (owner, code, word) => {
  expect(lifeCycleWord(owner, code)).toBe(word);
});

test('privileges are named by their bits, of one byte or three', () => {
  expect(privilegeNames(fromHex('9efe80'))).toEqual([
    'security domain',
    'card lock',
    'card terminate',
    'card reset',
    'CVM management',
    'trusted path',
    'authorised management',
    'token management',
    'global delete',
    'global lock',
    'global registry',
    'final application',
    'receipt generation',
  ]);
  expect(privilegeNames(fromHex('04'))).toEqual(['card reset']);
  expect(isSecurityDomain(fromHex('80c000'))).toBe(true);
  expect(isSecurityDomain(undefined)).toBe(false);
});

test('AIDs that are assigned have names', () => {
  expect(knownAidName(fromHex('a000000151000000'))).toBe('GlobalPlatform security domain');
  expect(knownAidName(fromHex('a0000000871002ff49ff058903000001'))).toBe('USIM');
  expect(knownAidName(fromHex('a0000005591010ffffffff8900001100'))).toBe('ISD-P');
  expect(knownAidName(fromHex('d276000118'))).toBeUndefined();
});

test('anything is described', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), fc.nat(255), (bytes, code) => {
      expect(privilegeNames(bytes).length).toBeLessThanOrEqual(20);
      expect(lifeCycleWord('application', code)).not.toBe('');
      expect(typeof (knownAidName(bytes) ?? '')).toBe('string');
    }),
  );
});
