import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { decodeComprehensionTlvs, encodeComprehensionTlv } from './comprehension.ts';

test('one-byte and three-byte tags with and without the comprehension bit', () => {
  const objects = decodeComprehensionTlvs(fromHex('8103012180 02028182 7f812301aa 7f012300'));
  expect(objects.map(({ tag, required, value }) => [tag, required, toHex(value)])).toEqual([
    [0x01, true, '012180'],
    [0x02, false, '8182'],
    [0x0123, true, 'aa'],
    [0x0123, false, ''],
  ]);
});

test.each(['00', '8000', 'ff00', '81', '810301', '818401', '8180', '7f01'])('%s is refused', (hex) => {
  expect(() => decodeComprehensionTlvs(fromHex(hex))).toThrow(
    expect.objectContaining({ code: 'tlv.malformed' }),
  );
});

test.each([0, 0x7f, 0x8000, -1, 1.5])('%d is no tag', (tag) => {
  expect(() => encodeComprehensionTlv(tag, new Uint8Array())).toThrow(InputError);
});

test('decoding is the inverse of encoding', () => {
  const tag = fc.oneof(fc.integer({ min: 1, max: 0x7e }), fc.integer({ min: 0x80, max: 0x7fff }));
  const object = fc.record({ tag, required: fc.boolean(), value: fc.uint8Array({ maxLength: 300 }) });
  fc.assert(
    fc.property(fc.array(object, { maxLength: 5 }), (objects) => {
      const bytes = concatBytes(
        ...objects.map(({ tag, value, required }) => encodeComprehensionTlv(tag, value, required)),
      );
      expect(
        decodeComprehensionTlvs(bytes).map(({ tag, required, value }) => ({ tag, required, value })),
      ).toEqual(objects);
    }),
  );
});

test('any bytes give objects or a CardError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        decodeComprehensionTlvs(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(CardError);
      }
    }),
  );
});
