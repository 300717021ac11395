import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { decodeTlvs, encodeLength, encodeTlv, findTlv, findValue } from './ber.ts';

const lowTag = fc.integer({ min: 1, max: 0xfe }).filter((tag) => (tag & 0x1f) !== 0x1f);
const twoByteTag = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 0x7f }))
  .map(([high, low]) => (((high << 5) | 0x1f) << 8) | low);
const threeByteTag = fc
  .tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 0x81, max: 0xff }),
    fc.integer({ min: 0, max: 0x7f }),
  )
  .map(([high, middle, low]) => (((high << 5) | 0x1f) << 16) | (middle << 8) | low);
const anyTag = fc.oneof(lowTag, twoByteTag, threeByteTag);

test('tags of one to three bytes and lengths of one to three bytes', () => {
  const long = new Uint8Array(300).fill(0x55);
  const bytes = concatBytes(fromHex('8001aa 7f500402000102 5f810100'), encodeTlv(0xc1, long));
  const tlvs = decodeTlvs(bytes);
  expect(tlvs.map(({ tag }) => tag)).toEqual([0x80, 0x7f50, 0x5f8101, 0xc1]);
  expect(toHex(findValue(tlvs, 0x7f50)!)).toBe('02000102');
  expect(findTlv(tlvs, 0xc1)).toMatchObject({ offset: 14, end: 318 });
  expect(findValue(tlvs, 0x99)).toBeUndefined();
});

test('length forms', () => {
  expect([0, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000].map((n) => toHex(encodeLength(n)))).toEqual([
    '00',
    '7f',
    '8180',
    '81ff',
    '820100',
    '82ffff',
    '83010000',
  ]);
  expect(decodeTlvs(fromHex('80840000000105'))[0]!.value).toEqual(Uint8Array.of(5));
});

test('filling before, between and after objects is skipped', () => {
  const tlvs = decodeTlvs(fromHex('ff00 800101 0000 810102 ffffff'));
  expect(tlvs.map(({ tag, offset }) => [tag, offset])).toEqual([
    [0x80, 2],
    [0x81, 7],
  ]);
});

test.each([
  ['indefinite length', 'a080800000'],
  ['length cut off', '8082'],
  ['length of five bytes', '80850000000001aa'],
  ['value cut off', '8003aabb'],
  ['length missing', '80'],
  ['tag cut off', '7f'],
  ['tag number with a leading zero', '7f800100'],
  ['tag of five bytes', '1f8181818100'],
])('%s is refused', (_why, hex) => {
  expect(() => decodeTlvs(fromHex(hex))).toThrow(expect.objectContaining({ code: 'tlv.malformed' }));
});

test.each([0x00, 0xff, 0x1f, 0x8001, 0x7f80, 0x7f5001, 1.5, -1, 0xff01])('%d is no tag', (tag) => {
  expect(() => encodeTlv(tag, new Uint8Array())).toThrow(InputError);
});

test('decoding is the inverse of encoding', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyTag, fc.uint8Array({ maxLength: 300 })), { maxLength: 5 }),
      (objects) => {
        const bytes = concatBytes(...objects.map(([tag, value]) => encodeTlv(tag, value)));
        expect(decodeTlvs(bytes).map(({ tag, value }) => [tag, value])).toEqual(objects);
      },
    ),
  );
});

test('any bytes give objects that lie in order within them, or a CardError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      try {
        let last = 0;
        for (const { offset, end, value } of decodeTlvs(bytes)) {
          expect(offset).toBeGreaterThanOrEqual(last);
          expect(bytes.slice(end - value.length, end)).toEqual(value);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(bytes.length);
      } catch (error) {
        if (!(error instanceof CardError)) throw error;
      }
    }),
  );
});
