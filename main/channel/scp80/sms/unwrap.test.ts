import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../../base/bytes.ts';
import { CardwrightError } from '../../../base/error.ts';
import { encodeTlv } from '../../../card/tlv/ber.ts';
import { encodeComprehensionTlv } from '../../../card/tlv/comprehension.ts';
import more from '../../vectors/scp80-more.json' with { type: 'json' };
import { splitPacket } from './concatenation.ts';
import { dataDownload, encodeSmsDeliver, encodeTimestamp } from './deliver.ts';
import { encodeSmsPpDownload } from './envelope.ts';
import { encodeSmsSubmit } from './submit.ts';
import { unwrapPacket } from './unwrap.ts';
import { encodeUserData, type UserData } from './user-data.ts';

const deliver = (userData: UserData): Uint8Array =>
  encodeSmsDeliver({
    originator: { type: 0x91, digits: '4915112345' },
    ...dataDownload,
    timestamp: encodeTimestamp(Date.UTC(2026, 6, 15, 12, 34, 56)),
    userData,
    moreMessages: false,
    loopPrevention: false,
    statusReport: false,
    replyPath: false,
  });
const submit = (userData: UserData): Uint8Array =>
  encodeSmsSubmit({
    reference: 3,
    destination: { type: 0x81, digits: '12345' },
    protocol: 0,
    dataCoding: 0xf6,
    validity: { format: 'relative', value: Uint8Array.of(0xa7) },
    userData,
    rejectDuplicates: false,
    statusReport: false,
    replyPath: false,
  });
const proactive = (tpdu: Uint8Array): Uint8Array =>
  encodeTlv(
    0xd0,
    concatBytes(
      encodeComprehensionTlv(0x01, Uint8Array.of(1, 0x13, 0)),
      encodeComprehensionTlv(0x02, Uint8Array.of(0x81, 0x83)),
      encodeComprehensionTlv(0x0b, tpdu),
    ),
  );
const envelope = (userData: UserData): Uint8Array => encodeSmsPpDownload({ tpdu: deliver(userData) });
const asCommand = (data: Uint8Array): Uint8Array => concatBytes([0x80, 0xc2, 0, 0, data.length], data);
const withServiceCentre = (tpdu: Uint8Array): Uint8Array => concatBytes(fromHex('0791448720003023'), tpdu);
const withStatusWord = (answer: Uint8Array): Uint8Array => concatBytes(answer, [0x90, 0x00]);

/** Every way a part is captured, and the layers that are found in it. */
const captures = {
  'user data': [encodeUserData, ['user-data']],
  'user data and status word': [
    (message: UserData) => withStatusWord(encodeUserData(message)),
    ['user-data'],
  ],
  'SMS-DELIVER': [deliver, ['sms-deliver', 'user-data']],
  'SMS-DELIVER of a modem': [
    (message: UserData) => withServiceCentre(deliver(message)),
    ['sms-deliver', 'user-data'],
  ],
  'SMS-SUBMIT': [submit, ['sms-submit', 'user-data']],
  'SEND SHORT MESSAGE': [
    (message: UserData) => proactive(submit(message)),
    ['proactive-command', 'sms-submit', 'user-data'],
  ],
  'SEND SHORT MESSAGE and status word': [
    (message: UserData) => withStatusWord(proactive(submit(message))),
    ['proactive-command', 'sms-submit', 'user-data'],
  ],
  ENVELOPE: [envelope, ['envelope', 'sms-deliver', 'user-data']],
  'ENVELOPE command': [
    (message: UserData) => asCommand(envelope(message)),
    ['envelope', 'sms-deliver', 'user-data'],
  ],
  'ENVELOPE command with Le': [
    (message: UserData) => concatBytes(asCommand(envelope(message)), [0]),
    ['envelope', 'sms-deliver', 'user-data'],
  ],
} as const satisfies Record<string, readonly [(message: UserData) => Uint8Array, readonly string[]]>;
const names = Object.keys(captures).filter((name): name is keyof typeof captures => name in captures);

const packetOf = (length: number): Uint8Array =>
  concatBytes(
    [length >> 8, length & 0xff],
    new Uint8Array(length).map((_, i) => i * 7),
  );

describe.each(names)('%s', (name) => {
  const [capture, kinds] = captures[name];

  test('of a packet in one message', () => {
    const packet = packetOf(90);
    const [message] = splitPacket(packet, 'response', 0);
    const found = unwrapPacket([capture(message!)]);
    expect(found.wrappings.map(({ kind }) => kind)).toEqual(kinds);
    expect(found).toMatchObject({ kind: 'response', packet });
    for (const { bytes, fields } of found.wrappings) {
      // Every byte is in one field.
      expect(concatBytes(...fields.map(({ value }) => value))).toEqual(bytes);
      expect(
        fields.every(
          ({ value, offset, length }) => toHex(value) === toHex(bytes.slice(offset, offset + length)),
        ),
      ).toBe(true);
    }
  });
});

test('parts in any order, in any mixture of wrappings, one of them twice', () => {
  const sorts = names.filter((name) => name !== 'user data and status word');
  const draw = fc.record({ at: fc.nat(), capture: fc.constantFrom(...sorts) });
  const input = fc.record({
    length: fc.integer({ min: 141, max: 900 }),
    draws: fc.array(draw, { minLength: 9, maxLength: 9 }),
    again: fc.nat(),
  });
  fc.assert(
    fc.property(input, ({ length, draws, again }) => {
      const packet = packetOf(length);
      const messages = splitPacket(packet, 'command', 9);
      const parts = [...messages, messages[again % messages.length]!]
        .map((message, i) => ({ at: draws[i]!.at, bytes: captures[draws[i]!.capture][0](message) }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ bytes }) => bytes);
      expect(unwrapPacket(parts)).toMatchObject({ kind: 'command', packet });
    }),
  );
});

test('a bare packet, and the published exchange', () => {
  expect(unwrapPacket([packetOf(40)])).toEqual({ wrappings: [], packet: packetOf(40), kind: undefined });
  const { envelope: command, proactive: answer } = more.exchange;
  const [down, up] = [unwrapPacket([fromHex(command)]), unwrapPacket([fromHex(answer)])];
  expect([down.kind, up.kind]).toEqual(['command', 'response']);
  const named = (kind: string) => up.wrappings.find((wrapping) => wrapping.kind === kind)!.fields;
  expect(named('proactive-command').map(({ name }) => name)).toEqual([
    'Tag',
    'Length',
    'Command details',
    'Device identities',
    'Alpha identifier',
    'SMS TPDU',
  ]);
  expect(named('sms-submit').find(({ name }) => name === 'TP-DA')?.meaning).toContain('type');
});

test.each([
  ['nothing', [''], 'sms.unrecognised'],
  ['a word', ['cafe'], 'sms.unrecognised'],
  ['an envelope of another kind', ['d603820282'], 'sms.unrecognised'],
  ['an envelope that is cut off', ['d13a820283818b3444'], 'sms.malformed'],
  ['a proactive command that sends nothing', ['d009810301250082028182'], 'sms.malformed'],
  ['a message for people', [toHex(deliver({ elements: [], data: fromHex('c8329bfd06') }))], 'sms.no-packet'],
  ['a part alone', [toHex(deliver(splitPacket(packetOf(300), 'command', 1)[1]!))], 'sms.incomplete'],
  ['two whole packets', ['0003010203', '0003010203'], 'sms.incomplete'],
])('%s', (_, parts, code) => {
  expect(() => unwrapPacket(parts.map(fromHex))).toThrow(expect.objectContaining({ code }));
});

test('any bytes are unwrapped or refused with a reason', () => {
  const begin = fc.constantFrom('', 'd1', 'd0', '80c2000050d1', '027100', '050003', '44', '41', '40', '01');
  const part = fc.tuple(begin, fc.uint8Array({ maxLength: 200 }));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
      try {
        unwrapPacket(parts.map(([start, rest]) => concatBytes(fromHex(start), rest)));
      } catch (error) {
        expect(error).toBeInstanceOf(CardwrightError);
      }
    }),
    { numRuns: 2000 },
  );
});
