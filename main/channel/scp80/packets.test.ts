import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CardwrightError } from '../../base/error.ts';
import {
  buildCommandPacket,
  type CommandPacket,
  openCommandPacket,
  readCommandPacket,
} from './command-packet.ts';
import { judgeCommandPacket } from './command-verdict.ts';
import { maxCounter } from './counter.ts';
import type { PacketField } from './field.ts';
import type { Algorithm, KeyedAlgorithm, KeyIndicator } from './kic-kid.ts';
import type { PacketKeys } from './protection.ts';
import {
  buildResponsePacket,
  openResponsePacket,
  readResponsePacket,
  responseSecurity,
} from './response-packet.ts';
import { porStatus } from './response-status.ts';
import { type Check, counterRules, type Spi } from './spi.ts';

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const bytes = (length: number, seed: number) => Uint8Array.from({ length }, (_, i) => (i * 37 + seed) & 0xff);

/** Every algorithm with every length of its key. */
const keyed: readonly (readonly [KeyedAlgorithm, number])[] = [
  ['3des-2', 16],
  ['3des-3', 24],
  ['aes', 16],
  ['aes', 24],
  ['aes', 32],
];

interface Setup {
  readonly kic: Algorithm;
  readonly kid: Algorithm;
  readonly keys: PacketKeys;
  readonly check: Check;
}

/** All combinations of check, its algorithm and its key, with all of ciphering; each algorithm named and known implicitly. */
const setups: readonly Setup[] = keyed.flatMap(([cipher, kicLength]) =>
  [false, true].flatMap((implicit): Setup[] => {
    const kic = implicit ? 'implicit' : cipher;
    const base = { kic: bytes(kicLength, 1), ...(implicit ? { implicitKic: cipher } : {}) };
    return [
      { kic, kid: 'implicit', keys: base, check: 'none' },
      { kic, kid: 'crc-16', keys: base, check: 'rc' },
      { kic, kid: 'crc-32', keys: base, check: 'rc' },
      ...keyed.map(
        ([mac, kidLength]): Setup => ({
          kic,
          kid: implicit ? 'implicit' : mac,
          keys: { ...base, kid: bytes(kidLength, 2), ...(implicit ? { implicitKid: mac } : {}) },
          check: 'cc',
        }),
      ),
    ];
  }),
);

const anySpi = (check: Check) =>
  fc.record<Spi>({
    check: fc.constant(check),
    ciphering: fc.boolean(),
    counter: fc.constantFrom(...counterRules),
    por: fc.constantFrom('none', 'always', 'on-error'),
    porCheck: fc.constant(check),
    porCiphering: fc.boolean(),
    porBySubmit: fc.boolean(),
  });
const anyCommand = fc.constantFrom(...setups).chain(({ kic, kid, keys, check }) =>
  fc.record({
    keys: fc.constant(keys),
    command: fc.record({
      spi: anySpi(check),
      kic: fc.record({ algorithm: fc.constant(kic), index: fc.integer({ min: 0, max: 15 }) }),
      kid: fc.record({ algorithm: fc.constant(kid), index: fc.integer({ min: 0, max: 15 }) }),
      tar: fc.uint8Array({ minLength: 3, maxLength: 3 }),
      counter: fc.integer({ min: 0, max: maxCounter }),
      data: fc.uint8Array({ maxLength: 300 }),
      macLength: fc.constantFrom<4 | 8>(4, 8),
    }),
  }),
);

/** The fields follow one another from the first byte to the last and hold the bytes of the packet, or what they decipher to. */
function expectCover(fields: readonly PacketField[], packet: Uint8Array): void {
  let at = 0;
  for (const field of fields) {
    expect(field.offset).toBe(at);
    expect(field.value).toHaveLength(field.length);
    expect(field.meaning).not.toBe('');
    if (!field.deciphered) expect(field.value).toEqual(packet.slice(at, at + field.length));
    at += field.length;
  }
  expect(at).toBe(packet.length);
}

describe('command packets', () => {
  test('every combination opens to what was sealed, and shows every field', () => {
    fc.assert(
      fc.property(anyCommand, ({ command, keys }) => {
        const packet = buildCommandPacket(command, keys);
        const { spi, tar, counter, data } = command;
        expect(openCommandPacket(packet, keys)).toMatchObject({ spi, tar, counter, data });
        const reading = readCommandPacket(packet, keys);
        expectCover(reading.fields, packet);
        expect(reading.checksum).toBe(spi.check === 'none' ? 'none' : 'genuine');
        expect(buildCommandPacket(command, keys)).toEqual(packet);
      }),
      { numRuns: 1000 },
    );
  });

  test('each setup is met with and without ciphering', () => {
    for (const { kic, kid, keys, check } of setups)
      for (const ciphering of [false, true]) {
        const spi: Spi = { ...plain.spi, check, ciphering };
        const command = {
          ...plain,
          spi,
          kic: { algorithm: kic, index: 1 },
          kid: { algorithm: kid, index: 2 },
        };
        expect(openCommandPacket(buildCommandPacket(command, keys), keys).data).toEqual(plain.data);
      }
  });

  test('without keys the header is read, and why nothing else is', () => {
    fc.assert(
      fc.property(anyCommand, ({ command, keys }) => {
        const packet = buildCommandPacket(command, keys);
        const reading = readCommandPacket(packet);
        expect(reading.header).toMatchObject({ spi: command.spi, tar: command.tar });
        const needsKey = command.spi.ciphering || command.spi.check === 'cc';
        expect(reading.obstacle === undefined).toBe(!needsKey);
        expect(reading.content === undefined).toBe(command.spi.ciphering);
        if (!command.spi.ciphering) expectCover(reading.fields, packet);
      }),
    );
  });

  test('any bit that is changed is noticed where there is a checksum', () => {
    // A ciphered block that garbles passes a CRC-16 once in 65536 times: no matter for a test that must never fail.
    const checked = anyCommand.filter(
      ({ command: { spi, kid } }) => spi.check !== 'none' && !(spi.ciphering && kid.algorithm === 'crc-16'),
    );
    fc.assert(
      fc.property(checked, fc.nat(), ({ command, keys }, at) => {
        const packet = buildCommandPacket(command, keys);
        const place = at % (packet.length * 8);
        // A changed SPI or KID asks for another check; that is its own test.
        fc.pre(place >> 3 < 3 || place >> 3 > 6);
        packet[place >> 3]! ^= 1 << (place & 7);
        expect(() => openCommandPacket(packet, keys)).toThrow(CardwrightError);
      }),
      { numRuns: 500 },
    );
  });

  test('a change of SPI or KID never opens as the same protected packet', () => {
    const command: CommandPacket = { ...sealed };
    for (let place = 24; place < 56; place++) {
      const packet = buildCommandPacket(command, sealedKeys);
      packet[place >> 3]! ^= 1 << (place & 7);
      const verdict = judgeCommandPacket(packet, sealedKeys, 0);
      expect(verdict.accepted).toBe(false);
    }
  });

  test('a packet cut anywhere, or with bytes added, is refused', () => {
    const packet = buildCommandPacket(sealed, sealedKeys);
    for (let length = 0; length < packet.length; length++)
      expect(() => openCommandPacket(packet.slice(0, length), sealedKeys)).toThrow(
        code('scp80.command-malformed'),
      );
    expect(() => openCommandPacket(Uint8Array.of(...packet, 0), sealedKeys)).toThrow(
      code('scp80.command-malformed'),
    );
  });

  test('any bytes give a reading or a typed error, and a verdict', () => {
    const header = fc.tuple(fc.uint8Array({ minLength: 7, maxLength: 7 }), fc.uint8Array({ maxLength: 60 }));
    const plausible = header.map(([head, rest]) => {
      const packet = Uint8Array.of(0, 0, 13 + ((rest[0] ?? 0) % 9), ...head, ...rest);
      packet[1] = packet.length - 2;
      return packet;
    });
    const anyKeys = fc.constantFrom<PacketKeys>({}, ...setups.map(({ keys }) => keys));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), plausible), anyKeys, (packet, keys) => {
        try {
          const { content, fields } = readCommandPacket(packet, keys);
          if (content !== undefined) expectCover(fields, packet);
        } catch (error) {
          expect(error).toBeInstanceOf(CardwrightError);
        }
        const verdict = judgeCommandPacket(packet, keys, 0);
        if (!verdict.accepted) expect(verdict.status).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});

const aes: KeyIndicator = { algorithm: 'aes', index: 1 };
const sealed: CommandPacket = {
  spi: {
    check: 'cc',
    ciphering: true,
    counter: 'higher',
    por: 'always',
    porCheck: 'cc',
    porCiphering: true,
    porBySubmit: false,
  },
  kic: aes,
  kid: aes,
  tar: Uint8Array.of(0xb0, 0, 0),
  counter: 5,
  data: bytes(20, 3),
};
const sealedKeys: PacketKeys = { kic: bytes(16, 4), kid: bytes(16, 5) };
const plain: CommandPacket = { ...sealed, spi: { ...sealed.spi, check: 'none', ciphering: false } };

describe('what a card says to a command packet', () => {
  const judge = (command: CommandPacket, keys: PacketKeys, stored: number) =>
    judgeCommandPacket(buildCommandPacket(command, sealedKeys), keys, stored);

  test('accepts and raises the counter', () => {
    expect(judge(sealed, sealedKeys, 4)).toMatchObject({ accepted: true, stored: 5 });
  });

  test.each([
    ['a replayed packet', sealedKeys, 5, porStatus.counterLow],
    ['a blocked counter', sealedKeys, maxCounter, porStatus.counterBlocked],
    ['a wrong KID', { ...sealedKeys, kid: bytes(16, 9) }, 0, porStatus.checksumFailed],
    ['a wrong KIc', { ...sealedKeys, kic: bytes(16, 9) }, 0, porStatus.checksumFailed],
    ['a key set it does not have', {}, 0, porStatus.unidentifiedSecurityError],
  ])('%s', (_name, keys, stored, status) => {
    expect(judge(sealed, keys, stored)).toEqual({ accepted: false, status });
  });

  test('a counter that leaps, with the rule “one higher”', () => {
    const strict: CommandPacket = { ...sealed, spi: { ...sealed.spi, counter: 'one-higher' } };
    expect(judge(strict, sealedKeys, 3)).toEqual({ accepted: false, status: porStatus.counterHigh });
    expect(judge(strict, sealedKeys, 4)).toMatchObject({ accepted: true, stored: 5 });
  });

  test('a ciphered part of an impossible length, and an impossible padding', () => {
    const packet = buildCommandPacket(sealed, sealedKeys).slice(0, -1);
    packet[1]!--;
    expect(judgeCommandPacket(packet, sealedKeys, 0)).toEqual({
      accepted: false,
      status: porStatus.cipheringError,
    });
    const open = buildCommandPacket(plain, {});
    open[15] = 7;
    expect(judgeCommandPacket(open, {}, 0)).toEqual({ accepted: false, status: porStatus.cipheringError });
    expect(() => openCommandPacket(open, {})).toThrow(code('scp80.padding-wrong'));
  });
});

describe('response packets', () => {
  const command = readCommandPacket(buildCommandPacket(sealed, sealedKeys)).header;
  const security = responseSecurity(command);
  const response = { tar: command.tar, counter: 5, status: porStatus.ok, data: bytes(9, 7) };

  test('every combination opens to what was sealed', () => {
    fc.assert(
      fc.property(anyCommand, fc.integer({ min: 0, max: 255 }), ({ command, keys }, status) => {
        const { kic, kid, tar, counter, data, macLength } = command;
        const { porCheck: check, porCiphering: ciphering } = command.spi;
        const asked = { check, ciphering, kic, kid };
        const packet = buildResponsePacket({ tar, counter, status, data, macLength }, asked, keys);
        const opened = openResponsePacket(packet, asked, keys);
        expect(opened).toMatchObject({ tar, counter, data, status: { code: status } });
        expect(opened.authentic).toBe(check === 'cc');
        const reading = readResponsePacket(packet, asked, keys);
        expectCover(reading.fields, packet);
        expect(responseSecurity(readCommandPacket(buildCommandPacket(command, keys)).header)).toMatchObject({
          check,
          ciphering,
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('an error in plain is read although protection was asked for, a success is not', () => {
    const bare = { check: 'none', ciphering: false, kic: aes, kid: aes } as const;
    const error = { ...response, status: porStatus.unidentifiedSecurityError, data: new Uint8Array() };
    const opened = openResponsePacket(buildResponsePacket(error, bare, {}), security, sealedKeys);
    expect(opened).toMatchObject({ authentic: false, status: { code: 6, outcome: 'refused' } });
    const reading = readResponsePacket(buildResponsePacket(error, bare, {}), security, sealedKeys);
    expect(reading.checksum).toBe('missing');
    for (const data of [response.data, new Uint8Array()])
      expect(() =>
        openResponsePacket(buildResponsePacket({ ...response, data }, bare, {}), security, sealedKeys),
      ).toThrow(code('scp80.response-forged'));
  });

  test('a changed bit, a cut and another key are refused', () => {
    const packet = buildResponsePacket(response, security, sealedKeys);
    for (let place = 0; place < packet.length * 8; place++) {
      const changed = Uint8Array.from(packet);
      changed[place >> 3]! ^= 1 << (place & 7);
      expect(() => openResponsePacket(changed, security, sealedKeys)).toThrow(
        expect.objectContaining({ kind: 'card' }),
      );
    }
    for (let length = 0; length < packet.length; length++)
      expect(() => openResponsePacket(packet.slice(0, length), security, sealedKeys)).toThrow(
        code('scp80.response-malformed'),
      );
    const wrong = { ...sealedKeys, kid: bytes(16, 9) };
    expect(() => openResponsePacket(packet, security, wrong)).toThrow(code('scp80.response-forged'));
    expect(() => openResponsePacket(packet, security, {})).toThrow(code('scp80.key-missing'));
  });

  test('without its command only the header is read', () => {
    const packet = buildResponsePacket(response, security, sealedKeys);
    const reading = readResponsePacket(packet, undefined);
    expect(reading.fields.map(({ name }) => name)).toEqual(['RPL', 'RHL', 'TAR']);
    expect(reading.obstacle).toMatchObject({ code: 'scp80.command-unknown' });
  });

  test('any bytes give a reading or a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (rest, framed) => {
        const packet = framed ? Uint8Array.of(0, rest.length + 1, 18, ...rest) : rest;
        try {
          const { content, fields } = readResponsePacket(packet, security, sealedKeys);
          if (content !== undefined) expectCover(fields, packet);
        } catch (error) {
          expect(error).toBeInstanceOf(CardwrightError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what cannot be built says why', () => {
  const single: KeyIndicator = { algorithm: 'des', index: 1 };
  test.each<readonly [string, Partial<CommandPacket>, PacketKeys]>([
    ['scp80.single-des', { kic: single }, sealedKeys],
    ['scp80.single-des', { kid: { algorithm: 'des-ecb', index: 1 } }, sealedKeys],
    ['scp80.algorithm', { kid: { algorithm: 'crc-32', index: 1 } }, sealedKeys],
    ['scp80.algorithm', { kic: { algorithm: 'proprietary', index: 1 } }, sealedKeys],
    ['scp80.algorithm-implicit', { kic: { algorithm: 'implicit', index: 1 } }, sealedKeys],
    ['scp80.key-index', { kic: { algorithm: 'aes', index: 16 } }, sealedKeys],
    ['scp80.key-missing', {}, { kic: bytes(16, 1) }],
    ['scp80.key-length', {}, { ...sealedKeys, kic: bytes(15, 1) }],
    ['scp80.key-length', { kic: { algorithm: '3des-2', index: 1 } }, { ...sealedKeys, kic: bytes(24, 1) }],
    ['scp80.counter', { counter: maxCounter + 1 }, sealedKeys],
    ['scp80.tar', { tar: bytes(2, 0) }, sealedKeys],
    ['scp80.por-reserved', { spi: { ...sealed.spi, por: 'reserved' } }, sealedKeys],
    [
      'scp80.digital-signature',
      { spi: { ...sealed.spi, check: 'ds' }, kid: { algorithm: 'implicit', index: 1 } },
      sealedKeys,
    ],
    ['scp80.too-long', { data: new Uint8Array(0x10000) }, sealedKeys],
  ])('%s', (expected, change, keys) => {
    expect(() => buildCommandPacket({ ...sealed, ...change }, keys)).toThrow(code(expected));
  });

  test('a captured packet with single DES is shown and not opened', () => {
    const packet = buildCommandPacket(
      { ...sealed, kic: { algorithm: '3des-2', index: 1 }, kid: aes },
      sealedKeys,
    );
    packet[5] = 0x11;
    const reading = readCommandPacket(packet, sealedKeys);
    expect(reading.obstacle).toMatchObject({ code: 'scp80.single-des' });
    expect(reading.fields.find(({ name }) => name === 'KIc')?.meaning).toContain('single DES');
  });
});
