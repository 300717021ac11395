import { describe, expect, test } from 'vitest';
import { toHex } from '../../../base/bytes.ts';
import { iccid } from '../testing/key-bench.ts';
import { draftOf } from './check-set.ts';
import { type RawSet, rawSet } from './raw-set.ts';

const own = { by: 'iccid', value: iccid } as const;
const code = (name: string) => expect.objectContaining({ code: name });

describe('PINs, PUKs and ADM keys', () => {
  const cardKey = (value: string): RawSet => rawSet.parse({ kind: 'card-key', name: 'ADM1', value });

  test.each([
    ['12345678', '3132333435363738'],
    ['digits:1234', '31323334ffffffff'],
    ['0123456789012345', '0123456789012345'],
    ['0011223344556677', '0011223344556677'],
    ['digits:12345', '3132333435ffffff'],
    ['hex:3132333435363738', '3132333435363738'],
  ])('%s', (text, bytes) => {
    const draft = draftOf(cardKey(text), own, {});
    expect(draft.kind === 'card-key' ? toHex(draft.value) : '').toBe(bytes);
  });

  test.each(['12345678a', '123456789', '001122334455667', 'secret', 'hex:12345678'])(
    '%s is refused and not repeated',
    (text) => {
      const refuse = (): unknown => draftOf(cardKey(text), own, {});
      expect(refuse).toThrow(code('keys.card-key'));
      expect(refuse).toThrow(expect.objectContaining({ message: expect.not.stringContaining(text) }));
    },
  );

  test.each([
    ['ADM1', '1234567'],
    ['ADM1', '0'],
    ['PUK1', '1234567'],
    ['PIN1', '123'],
    ['PIN1', '0'],
  ])('%s with too few digits has lost a zero in a spreadsheet', (name, value) => {
    const raw = rawSet.parse({ kind: 'card-key', name, value });
    expect(() => draftOf(raw, own, {})).toThrow(code('keys.digits-lost'));
  });

  test('PINs have four digits or more', () => {
    const draft = draftOf(rawSet.parse({ kind: 'card-key', name: 'PIN1', value: '0123' }), own, {});
    expect(draft.kind === 'card-key' ? toHex(draft.value) : '').toBe('30313233ffffffff');
  });

  test('belong to one card', () => {
    expect(() => draftOf(cardKey('12345678'), { by: 'iin', value: '898821' }, {})).toThrow(
      code('keys.one-card'),
    );
  });
});
