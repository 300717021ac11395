import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import { InputError } from '../base/error.ts';
import { decodeCommandApdu, decodeResponseApdu, encodeCommandApdu, encodeResponseApdu } from './apdu.ts';

const byte = fc.integer({ min: 0, max: 255 });
const command = fc.record(
  {
    cla: byte,
    ins: byte,
    p1: byte,
    p2: byte,
    data: fc.uint8Array({ minLength: 1, maxLength: 600 }),
    le: fc.integer({ min: 1, max: 0x10000 }),
  },
  { requiredKeys: ['cla', 'ins', 'p1', 'p2'] },
);

test.each([
  ['00a40004', { cla: 0, ins: 0xa4, p1: 0, p2: 4 }],
  ['00b0000000', { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 }],
  ['00b00000000100', { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 }],
  ['00b00000000000', { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 0x10000 }],
  ['00a40004023f00', { cla: 0, ins: 0xa4, p1: 0, p2: 4, data: fromHex('3f00') }],
  ['00a40004023f0000', { cla: 0, ins: 0xa4, p1: 0, p2: 4, data: fromHex('3f00'), le: 256 }],
  ['00a400040000023f000101', { cla: 0, ins: 0xa4, p1: 0, p2: 4, data: fromHex('3f00'), le: 257 }],
])('%s', (hex, expected) => {
  expect(decodeCommandApdu(fromHex(hex))).toEqual(expected);
});

test('commands survive encoding and decoding', () => {
  fc.assert(
    fc.property(command, (apdu) => {
      expect(decodeCommandApdu(encodeCommandApdu(apdu))).toEqual(apdu);
    }),
  );
});

test('any bytes are a command that encodes, or an InputError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      try {
        encodeCommandApdu(decodeCommandApdu(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each(['', '00a400', '00a4000403aabb', '00a40004 0000', '00a40004 000000 01', '00a40004 000003aabb'])(
  '%s is no command',
  (hex) => {
    expect(() => decodeCommandApdu(fromHex(hex))).toThrow(InputError);
  },
);

test.each([{ cla: 256 }, { p1: -1 }, { le: 0 }, { le: 0x10001 }, { data: new Uint8Array(0x10000) }])(
  '%o cannot be encoded',
  (part) => {
    expect(() => encodeCommandApdu({ cla: 0, ins: 0, p1: 0, p2: 0, ...part })).toThrow(InputError);
  },
);

test('responses', () => {
  expect(decodeResponseApdu(fromHex('aa9000'))).toEqual({ data: fromHex('aa'), sw: 0x9000 });
  expect(toHex(encodeResponseApdu({ data: fromHex('aa'), sw: 0x6a82 }))).toBe('aa6a82');
  expect(() => decodeResponseApdu(fromHex('90'))).toThrow(InputError);
});
