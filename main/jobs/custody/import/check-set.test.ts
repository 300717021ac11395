import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../base/bytes.ts';
import { CardwrightError } from '../../../base/error.ts';
import { keyCheckValue } from '../../../channel/key-data.ts';
import { draftOf, ownerOf } from './check-set.ts';
import type { FileDefaults, KeySetDraft } from './draft.ts';
import { parseOwner } from './owner.ts';
import { type RawSet, rawSet } from './raw-set.ts';

const iccid = '8988211000000430010';
const own = { by: 'iccid', value: iccid } as const;
const k = (first: number, length = 16): string =>
  toHex(Uint8Array.from({ length }, (_, at) => (first + at * 3) & 0xff));
const kcv = (algorithm: 'des' | 'aes', key: string): string => toHex(keyCheckValue(algorithm, fromHex(key)));
const code = (name: string) => expect.objectContaining({ code: name });
const ota = (fields: object): RawSet => rawSet.parse({ kind: 'ota', index: 2, ...fields });
const gp = (fields: object): RawSet =>
  rawSet.parse({ kind: 'globalplatform', version: 48, enc: k(1), mac: k(2), dek: k(3), ...fields });
const check = (raw: RawSet, defaults: FileDefaults = {}): KeySetDraft => {
  const draft = draftOf(raw, own, defaults);
  if (draft.kind === 'card-key') throw new RangeError('a card key');
  return draft;
};

describe('whose keys', () => {
  test('an ICCID with a wrong check digit is taken only when that is said', () => {
    const wrong = '8988211000000430011';
    expect(() => ownerOf({ iccid: wrong })).toThrow(code('keys.check-digit'));
    expect(ownerOf({ iccid: wrong }, { anyCheckDigit: true })).toEqual({ by: 'iccid', value: wrong });
    // Of 8988211000000430010 a spreadsheet keeps 15 digits.
    expect(() => ownerOf({ iccid: '8988211000000430000' })).toThrow(code('keys.rounded'));
  });

  test.each([
    ['iccid', '8988 2110 0000 0430 010F', iccid],
    ['iccid', '898821100000043001', '898821100000043001'],
    ['iccid', '89882110000004300101', '89882110000004300101'],
    ['eid', '8904 9044 9000 0000 0000 0000 0010 2355', '89049044900000000000000000102355'],
    ['iin', '89-88-21', '898821'],
  ] as const)('%s %s', (by, text, value) => {
    expect(parseOwner(by, text)).toEqual({ by, value });
  });

  test.each([
    ['iccid', '12345', 'keys.iccid'],
    ['eid', '89049044900000000000000000102356', 'keys.eid'],
    ['eid', iccid, 'keys.eid'],
    ['iin', '898', 'keys.iin'],
    ['iin', '8'.repeat(18), 'keys.iin'],
  ] as const)('%s %s is refused', (by, text, expected) => {
    expect(() => parseOwner(by, text)).toThrow(code(expected));
  });

  test('must be told, and once', () => {
    expect(() => ownerOf({})).toThrow(code('keys.owner-missing'));
    expect(() => ownerOf({ iccid, iin: '8988' })).toThrow(code('keys.owner-several'));
  });

  test('any text is an owner or an error', () => {
    fc.assert(
      fc.property(fc.constantFrom('iccid', 'eid', 'iin'), fc.string(), (by, text) => {
        try {
          expect(parseOwner(by, text).value).toMatch(/^\d{4,32}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(CardwrightError);
        }
      }),
    );
  });
});

describe('OTA keys', () => {
  test('are kept with what goes along', () => {
    const draft = check(
      ota({
        algorithm: 'aes',
        kic: k(1),
        kid: k(2).toUpperCase(),
        checkValues: { kic: kcv('aes', k(1)).toUpperCase() },
        counter: 7,
        spi: '1E21',
        buffer: 512,
        macLength: 4,
        applications: [{ tar: 'B00001', aid: 'A0000000871002' }],
      }),
    );
    expect(draft).toEqual({
      kind: 'ota',
      owner: own,
      name: 'OTA 2',
      version: 2,
      document: {
        algorithm: 'aes-128',
        diversification: 'none',
        authorises: [],
        keys: ['kic', 'kid'],
        checkValues: { kic: kcv('aes', k(1)) },
        ota: {
          spi: '1e21',
          buffer: 512,
          macLength: 4,
          counter: 7,
          applications: [{ tar: 'b00001', aid: 'a0000000871002', manages: 'files' }],
        },
      },
      keys: [fromHex(k(1)), fromHex(k(2))],
    });
  });

  test('of 32 bytes are AES; of 16 and 24 the algorithm must be told', () => {
    expect(check(ota({ kid: k(1, 32) })).document.algorithm).toBe('aes-256');
    for (const length of [16, 24]) {
      const raw = ota({ kic: k(1, length), kid: k(2, length) });
      expect(() => check(raw)).toThrow(code('keys.algorithm-missing'));
      expect(check(raw, { algorithm: 'aes' }).document.algorithm).toBe(`aes-${length * 8}`);
    }
    expect(check(ota({ kic: k(1, 24), kid: k(2, 24), algorithm: '3des-3' })).document.algorithm).toBe(
      '3des-3',
    );
  });

  test.each([
    ['aes-128', 16, 'aes-128'],
    ['AES', 24, 'aes-192'],
    ['AES-192', 24, 'aes-192'],
    ['aes256', 32, 'aes-256'],
    ['3DES', 16, '3des-2'],
    ['3DES', 24, '3des-3'],
    ['3DES-2', 16, '3des-2'],
  ])('may name their algorithm %s, with %i bytes', (algorithm, length, expected) => {
    const raw = ota({ algorithm, kic: k(1, length), kid: k(2, length) });
    expect(check(raw, { algorithm: 'aes' }).document.algorithm).toBe(expected);
  });

  test('may name the kind of an application instead of its AID', () => {
    const applications = [
      { tar: 'B00001', aid: 'USIM' },
      { tar: 'B00002', aid: 'isim' },
    ];
    const raw = ota({ algorithm: 'aes', kic: k(1), kid: k(2), applications });
    expect(check(raw).document.ota?.applications).toEqual([
      { tar: 'b00001', aid: 'a0000000871002', manages: 'files' },
      { tar: 'b00002', aid: 'a0000000871004', manages: 'files' },
    ]);
    const twiceUsim = [...applications, { tar: 'B00003', aid: 'A0000000871002' }];
    expect(() => check(ota({ algorithm: 'aes', kic: k(1), applications: twiceUsim }))).toThrow(
      code('keys.field'),
    );
  });

  const twice = k(1, 8) + k(1, 8);
  test.each([
    ['an algorithm that is none', { algorithm: 'des', kic: k(1) }, 'keys.field'],
    ['AES-256 of 16 bytes', { algorithm: 'AES-256', kic: k(1) }, 'keys.length'],
    ['AES-128 of 32 bytes', { algorithm: 'aes_128', kic: k(1, 32) }, 'keys.length'],
    ['3DES of 32 bytes', { algorithm: '3DES', kic: k(1, 32) }, 'keys.length'],
    ['no key', {}, 'keys.incomplete'],
    ['KIK alone', { kik: k(1) }, 'keys.incomplete'],
    ['another length than the algorithm has', { algorithm: '3des-3', kic: k(1) }, 'keys.length'],
    ['two lengths', { algorithm: 'aes', kic: k(1), kid: k(1, 24) }, 'keys.length'],
    ['no hexadecimal digits', { algorithm: 'aes', kic: 'x'.repeat(32) }, 'keys.hexadecimal'],
    ['one byte repeated', { algorithm: 'aes', kic: 'ff'.repeat(16) }, 'keys.weak'],
    ['triple DES that is single DES', { algorithm: '3des-2', kic: twice }, 'keys.weak'],
    [
      'triple DES that is single DES but for parity',
      { algorithm: '3des-2', kic: `${k(1, 8)}00${k(1, 8).slice(2)}` },
      'keys.weak',
    ],
    ['three keys, the last two the same', { algorithm: '3des-3', kic: k(9, 8) + twice }, 'keys.weak'],
    [
      'a check value of another cipher',
      { algorithm: 'aes', kic: k(1), checkValues: { kic: kcv('des', k(1)) } },
      'keys.check-value',
    ],
    [
      'a check value without key',
      { algorithm: 'aes', kic: k(1), checkValues: { kid: 'aabbcc' } },
      'keys.incomplete',
    ],
    [
      'a check value of two bytes',
      { algorithm: 'aes', kic: k(1), checkValues: { kic: 'aabb' } },
      'keys.field',
    ],
    ['a checksum length of triple DES', { algorithm: '3des-2', kic: k(1), macLength: 4 }, 'keys.field'],
    [
      'two TARs for one place',
      { algorithm: 'aes', kic: k(1), applications: [{ tar: 'B00000' }, { tar: 'B00001' }] },
      'keys.field',
    ],
    [
      'a key it authorises that is none',
      { algorithm: 'aes', kic: k(1), authorises: ['ADM99'] },
      'keys.field',
    ],
  ])('with %s are refused', (_what, fields, expected) => {
    expect(() => check(ota(fields))).toThrow(code(expected));
  });
});

describe('GlobalPlatform keys', () => {
  test('of 24 and 32 bytes are of SCP03; of 16 the protocol must be told', () => {
    expect(() => check(gp({}))).toThrow(code('keys.algorithm-missing'));
    expect(check(gp({}), { protocol: 'scp02' })).toMatchObject({
      name: 'SCP02 48',
      document: { algorithm: '3des-2' },
    });
    const long = { enc: k(1, 32), mac: k(2, 32), dek: k(3, 32) };
    expect(check(gp(long))).toMatchObject({ name: 'SCP03 48', document: { algorithm: 'aes-256' } });
    expect(() => check(gp({ ...long, protocol: 'scp02' }))).toThrow(code('keys.length'));
  });

  test('may be masters, whose cipher is that of the diversification', () => {
    const master = gp({ protocol: 'scp03', diversification: 'emv', checkValues: { enc: kcv('des', k(1)) } });
    expect(check(master).document).toMatchObject({
      algorithm: '3des-2',
      protocol: 'scp03',
      diversification: 'emv',
    });
    const kdf = gp({ protocol: 'scp02', diversification: 'kdf3', checkValues: { enc: kcv('aes', k(1)) } });
    expect(check(kdf).document).toMatchObject({ algorithm: 'aes-128', diversification: 'kdf3' });
  });

  test('for an IIN must say how each card’s keys follow', () => {
    const iin = { by: 'iin', value: '898821' } as const;
    expect(() => draftOf(gp({ protocol: 'scp03' }), iin, {})).toThrow(code('keys.diversification-missing'));
    expect(draftOf(gp({ protocol: 'scp03', diversification: 'none' }), iin, {})).toMatchObject({
      owner: iin,
    });
  });

  test('belong to the issuer’s security domain unless another is named', () => {
    expect(check(gp({ protocol: 'scp03', domain: 'A0000005591010FFFFFFFF8900000100' }))).toMatchObject({
      name: 'SCP03 48 ISD-R',
      document: { domain: 'a0000005591010ffffffff8900000100' },
    });
  });

  test('come in threes', () => {
    const raw = rawSet.parse({ kind: 'globalplatform', version: 1, protocol: 'scp03', enc: k(1) });
    expect(() => check(raw)).toThrow(code('keys.incomplete'));
  });
});

test('a key is taken with its own check value and with no other', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  fc.assert(
    fc.property(bytes(16), fc.constantFrom('3des-2', 'aes'), bytes(3), (key, algorithm, other) => {
      const right = toHex(keyCheckValue(algorithm === 'aes' ? 'aes' : 'des', key));
      fc.pre(toHex(other) !== right && new Set(key.map((byte) => byte & 0xfe)).size > 8);
      const raw = (value: string): RawSet => ota({ algorithm, kic: toHex(key), checkValues: { kic: value } });
      expect(check(raw(right)).keys).toEqual([key]);
      expect(() => check(raw(toHex(other)))).toThrow(code('keys.check-value'));
    }),
  );
});

test('whatever a file says of a set, it is a draft or refused for a reason', () => {
  const text = fc.oneof(
    fc.constantFrom(k(1), k(2, 24), k(3, 32), 'ff'.repeat(16), 'ADM1', 'aabbcc', ''),
    fc.string(),
  );
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const known = (record: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
  const sets = fc.record({
    kind: fc.constantFrom('ota', 'globalplatform', 'card-key'),
    index: maybe(fc.integer({ min: 0, max: 16 })),
    version: maybe(fc.integer({ min: 0, max: 128 })),
    name: maybe(fc.constantFrom('ADM1', 'PUK2', 'ADM11')),
    value: maybe(text),
    algorithm: maybe(fc.constantFrom('3des-2', '3des-3', 'aes')),
    protocol: maybe(fc.constantFrom('scp02', 'scp03')),
    diversification: maybe(fc.constantFrom('none', 'emv', 'visa2', 'kdf3')),
    kic: maybe(text),
    kid: maybe(text),
    enc: maybe(text),
    mac: maybe(text),
    dek: maybe(text),
    authorises: maybe(fc.array(text, { maxLength: 3 })),
    checkValues: maybe(fc.record({ kic: text, enc: text }, { requiredKeys: [] })),
  });
  const owners = fc.constantFrom(own, { by: 'iin', value: '8988' } as const);
  fc.assert(
    fc.property(sets, owners, (fields, owner) => {
      const raw = rawSet.safeParse(known(fields));
      if (!raw.success) return;
      try {
        const draft = draftOf(raw.data, owner, {});
        const keys = draft.kind === 'card-key' ? [draft.value] : draft.keys;
        expect(keys.every(({ length }) => [8, 16, 24, 32].includes(length))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(CardwrightError);
      }
    }),
    { numRuns: 2000 },
  );
});
