import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../../base/bytes.ts';
import { CardwrightError } from '../../../base/error.ts';
import { decodeServiceCentre, encodeServiceCentre } from './address.ts';
import { joinPacket, placeOf, splitPacket } from './concatenation.ts';
import {
  dataDownload,
  decodeSmsDeliver,
  encodeSmsDeliver,
  encodeTimestamp,
  type SmsDeliver,
} from './deliver.ts';
import { decodeSmsPpDownload, encodeSmsPpDownload } from './envelope.ts';
import { decodeSmsSubmit, encodeSmsSubmit } from './submit.ts';
import { countsSeptets } from './tpdu-body.ts';
import { decodeUserData, encodeUserData, type UserData } from './user-data.ts';

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const byte = fc.integer({ min: 0, max: 255 });
const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789*#abc')), maxLength: 20 });
const address = fc.record({ type: byte, digits });
const element = fc.record({ id: byte, data: fc.uint8Array({ maxLength: 10 }) });
const userData = fc.record<UserData>({
  elements: fc.array(element, { maxLength: 3 }),
  data: fc.uint8Array({ maxLength: 100 }),
});
const eightBit = fc.constantFrom(0xf6, 0x04, 0x16, 0xf5);
const base: SmsDeliver = {
  originator: { type: 0x91, digits: '4915112345' },
  ...dataDownload,
  timestamp: encodeTimestamp(Date.UTC(2026, 6, 15, 12, 34, 56)),
  userData: { elements: [], data: new Uint8Array() },
  moreMessages: false,
  loopPrevention: false,
  statusReport: false,
  replyPath: false,
};

test('a time stamp is swapped BCD in UTC', () => {
  expect(toHex(base.timestamp)).toBe('62705121436500');
});

test('SMS-DELIVER: decoding is the inverse of encoding', () => {
  const message = fc.record<SmsDeliver>({
    originator: address,
    protocol: byte,
    dataCoding: eightBit,
    timestamp: fc.uint8Array({ minLength: 7, maxLength: 7 }),
    userData,
    moreMessages: fc.boolean(),
    loopPrevention: fc.boolean(),
    statusReport: fc.boolean(),
    replyPath: fc.boolean(),
  });
  fc.assert(
    fc.property(message, (sms) => {
      expect(decodeSmsDeliver(encodeSmsDeliver(sms))).toEqual(sms);
    }),
  );
});

test('SMS-SUBMIT: decoding is the inverse of encoding', () => {
  const validity = fc.constantFrom(
    { format: 'none' as const, value: new Uint8Array() },
    { format: 'relative' as const, value: Uint8Array.of(0xa7) },
    { format: 'enhanced' as const, value: new Uint8Array(7).fill(1) },
    { format: 'absolute' as const, value: new Uint8Array(7).fill(2) },
  );
  const message = fc.record({
    reference: byte,
    destination: address,
    protocol: byte,
    dataCoding: eightBit,
    validity,
    userData,
    rejectDuplicates: fc.boolean(),
    statusReport: fc.boolean(),
    replyPath: fc.boolean(),
  });
  fc.assert(
    fc.property(message, (sms) => {
      expect(decodeSmsSubmit(encodeSmsSubmit(sms))).toEqual(sms);
    }),
  );
});

test('text in 7 bits is counted in characters', () => {
  // Two characters, “hi”, in two bytes of 7-bit coding; nine characters in eight bytes.
  const text = (udl: string, ud: string) =>
    decodeSmsDeliver(fromHex(`0400810000${'00'.repeat(7)}${udl}${ud}`));
  expect(text('02', 'e834').userData.data).toHaveLength(2);
  expect(text('09', '00'.repeat(8)).userData.data).toHaveLength(8);
  expect(() => text('09', '00'.repeat(9))).toThrow(code('sms.malformed'));
  expect([0x00, 0x11, 0xc0, 0xf0].map(countsSeptets)).toEqual([true, true, true, true]);
  expect([0x04, 0x08, 0x20, 0x80, 0xe0, 0xf6].map(countsSeptets)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test.each([
  ['no SMS-DELIVER', '01'],
  ['nothing', ''],
  ['an address that is cut off', '0408811234'],
  ['a header that is cut off', '0400817ff6000000'],
  ['user data that are cut off', '0400817ff6000000000000000311'],
  ['a user data header that is too long', '4400817ff60000000000000002ff70'],
])('%s is refused', (_name, hex) => {
  expect(() => decodeSmsDeliver(fromHex(hex))).toThrow(code('sms.malformed'));
});

test.each([
  ['too much data', { userData: { elements: [], data: new Uint8Array(141) } }],
  ['a data coding of 7 bits', { dataCoding: 0 }],
  ['a time stamp of another length', { timestamp: new Uint8Array(6) }],
  ['a letter in a number', { originator: { type: 0x91, digits: '12x' } }],
  ['a number that is too long', { originator: { type: 0x91, digits: '1'.repeat(21) } }],
])('%s cannot be encoded', (_name, change) => {
  expect(() => encodeSmsDeliver({ ...base, ...change })).toThrow(code('sms.malformed'));
});

describe('packets in several messages', () => {
  const packet = (length: number) => Uint8Array.from({ length }, (_, i) => i & 0xff);

  test.each([
    [0, 1],
    [137, 1],
    [138, 2],
    [132 + 134, 2],
    [132 + 134 + 1, 3],
    [132 + 254 * 134, 255],
  ])('%d bytes go into %d', (length, count) => {
    const parts = splitPacket(packet(length), 'command', 0x1ab);
    expect(parts).toHaveLength(count);
    for (const part of parts) expect(encodeUserData(part).length).toBeLessThanOrEqual(140);
    if (count > 1) {
      expect(parts.map(placeOf)).toEqual(
        parts.map((_, i) => ({ reference: 0xab, total: count, number: i + 1 })),
      );
      for (const part of parts.slice(0, -1)) expect(encodeUserData(part)).toHaveLength(140);
    }
    expect(joinPacket(parts)).toEqual({ kind: 'command', packet: packet(length) });
  });

  test('more than 255 messages are refused', () => {
    expect(() => splitPacket(packet(132 + 254 * 134 + 1), 'command', 0)).toThrow(code('sms.packet-too-long'));
  });

  test('any order joins, also through the bytes of TPDU and ENVELOPE', () => {
    const split = fc.record({
      packet: fc.uint8Array({ maxLength: 1000 }),
      kind: fc.constantFrom<'command' | 'response'>('command', 'response'),
      reference: byte,
      seed: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
    });
    fc.assert(
      fc.property(split, ({ packet, kind, reference, seed }) => {
        const envelopes = splitPacket(packet, kind, reference).map((part) =>
          encodeSmsPpDownload({
            serviceCentre: { type: 0x91, digits: '491710760000' },
            tpdu: encodeSmsDeliver({ ...base, userData: part }),
          }),
        );
        for (const envelope of envelopes) expect(envelope.length).toBeLessThan(256);
        const shuffled = envelopes
          .map((envelope, i) => ({ envelope, rank: seed[i]! }))
          .toSorted((a, b) => a.rank - b.rank);
        const parts = shuffled.map(
          ({ envelope }) => decodeSmsDeliver(decodeSmsPpDownload(envelope).tpdu).userData,
        );
        expect(joinPacket(parts)).toEqual({ kind, packet });
      }),
    );
  });

  test('missing, doubled, mixed and foreign parts are refused', () => {
    const parts = splitPacket(packet(400), 'command', 1);
    const [first, second, third] = parts;
    const others = splitPacket(packet(400), 'command', 2);
    for (const wrong of [
      [],
      [first!],
      [first!, third!],
      [second!, third!],
      [first!, second!, second!],
      [first!, second!, third!, third!],
      [first!, others[1]!, third!],
      [first!, second!, { elements: [], data: new Uint8Array() }],
    ])
      expect(() => joinPacket(wrong)).toThrow(code('sms.incomplete'));
  });

  test('a 16-bit reference and any order of elements are understood', () => {
    const part = (number: number, own: string, data: string): UserData =>
      decodeUserData(
        concatBytes(fromHex(`${own === '' ? '06' : '08'}${own}08041234020${number}`), fromHex(data)),
      );
    expect(joinPacket([part(2, '', 'cc'), part(1, '7000', 'aabb')])).toEqual({
      kind: 'command',
      packet: fromHex('aabbcc'),
    });
  });

  test('a text is no packet', () => {
    expect(() => joinPacket([{ elements: [], data: packet(3) }])).toThrow(code('sms.no-packet'));
  });
});

describe('ENVELOPE', () => {
  test('with and without a service centre', () => {
    const tpdu = fromHex('0400817ff60000000000000000');
    const without = encodeSmsPpDownload({ tpdu });
    expect(toHex(without)).toBe(`d113820283818b0d${toHex(tpdu)}`);
    expect(decodeSmsPpDownload(without)).toEqual({ tpdu });
    const serviceCentre = { type: 0x91, digits: '49123' };
    const withCentre = encodeSmsPpDownload({ tpdu, serviceCentre });
    expect(toHex(withCentre)).toContain('0604919421f3');
    expect(decodeSmsPpDownload(withCentre)).toEqual({ tpdu, serviceCentre });
  });

  test('long messages have a length of two bytes', () => {
    const tpdu = new Uint8Array(164);
    expect(decodeSmsPpDownload(encodeSmsPpDownload({ tpdu }))).toEqual({ tpdu });
    expect([...encodeSmsPpDownload({ tpdu })].slice(0, 3)).toEqual([0xd1, 0x81, 171]);
  });

  test.each(['d006820283818b00', 'd106820283818b0000', 'd1048b028283', 'd10482028381', 'd106820282818b00'])(
    '%s is refused',
    (hex) => {
      expect(() => decodeSmsPpDownload(fromHex(hex))).toThrow(CardwrightError);
    },
  );
});

test('addresses of service centres', () => {
  fc.assert(
    fc.property(address, (centre) => {
      expect(decodeServiceCentre(encodeServiceCentre(centre))).toEqual(centre);
    }),
  );
  expect(() => decodeServiceCentre(new Uint8Array())).toThrow(code('sms.malformed'));
});

test('any bytes give a message or a typed error', () => {
  const decoders = [decodeSmsDeliver, decodeSmsSubmit, decodeUserData, decodeSmsPpDownload];
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.of(0xd1, rest.length, ...rest)),
    fc
      .uint8Array({ maxLength: 60 })
      .map((rest) => Uint8Array.of(0x41, 0, 4, 0x91, 0x21, 0x43, 0, 0xf6, ...rest)),
  );
  fc.assert(
    fc.property(anyBytes, fc.constantFrom(...decoders), (input, decode) => {
      try {
        decode(input);
      } catch (error) {
        expect(error).toBeInstanceOf(CardwrightError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('any user data join or are refused', () => {
  fc.assert(
    fc.property(fc.array(userData, { maxLength: 4 }), (parts) => {
      try {
        joinPacket(parts);
      } catch (error) {
        expect(error).toBeInstanceOf(CardwrightError);
      }
    }),
  );
});
