import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import published from '../vectors/gba.json' with { type: 'json' };
import {
  decodeBootstrappingAnswer,
  decodeNafDerivationAnswer,
  encodeBootstrappingAnswer,
  encodeNafDerivationAnswer,
} from './authenticate-answer.ts';
import { decodeGbaCommand, encodeGbaCommand, type GbaCommand } from './authenticate-command.ts';
import { encodeNafId } from './naf-id.ts';

const rand = fromHex(published.Ks_NAF.RAND);
const autn = fromHex('8ea42e12aff7815a5692ed5ea939d872');
const withCode = (code: string): unknown => expect.objectContaining({ code });

const block = fc.uint8Array({ minLength: 16, maxLength: 16 });
const anyCommand: fc.Arbitrary<GbaCommand> = fc.oneof(
  fc.record({ mode: fc.constant('bootstrapping' as const), rand: block, autn: block }),
  fc.record({
    mode: fc.constant('naf-derivation' as const),
    nafId: fc.uint8Array({ minLength: 1, maxLength: 100 }),
    impi: fc.stringMatching(/^[a-z0-9.@]{1,100}$/),
  }),
);

describe('command data', () => {
  test('of a bootstrapping', () => {
    expect(toHex(encodeGbaCommand({ mode: 'bootstrapping', rand, autn }))).toBe(
      `dd10${toHex(rand)}10${toHex(autn)}`,
    );
  });

  test('of a NAF derivation', () => {
    const nafId = encodeNafId({ fqdn: 'naf.lab', uaProtocol: '0100000002' });
    expect(toHex(encodeGbaCommand({ mode: 'naf-derivation', nafId, impi: 'user@operator.com' }))).toBe(
      'de0c6e61662e6c616201000000021175736572406f70657261746f722e636f6d',
    );
  });

  test('the card reads what the device wrote', () => {
    fc.assert(
      fc.property(anyCommand, (command) => {
        expect(decodeGbaCommand(encodeGbaCommand(command))).toEqual(command);
      }),
    );
  });

  test('any bytes give a command or a typed error', () => {
    const nearlyRight = fc
      .tuple(fc.constantFrom(0xdd, 0xde, 0xdf), fc.uint8Array({ maxLength: 60 }))
      .map(([tag, rest]) => Uint8Array.of(tag, ...rest));
    fc.assert(
      fc.property(fc.oneof(nearlyRight, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        try {
          expect(encodeGbaCommand(decodeGbaCommand(bytes)).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toEqual(withCode('gba.command'));
        }
      }),
    );
  });

  test.each([
    '',
    'dd',
    'dd10',
    `dd10${'00'.repeat(16)}`,
    `dd010010${'00'.repeat(16)}`,
    'de0001',
    'de000161',
    'de016101ff',
    'df01610161',
  ])('"%s" is refused by the card', (hex) => {
    expect(() => decodeGbaCommand(fromHex(hex))).toThrow(withCode('gba.command'));
  });

  test('what the card has no room for is refused by the device', () => {
    const nafId = new Uint8Array(150);
    expect(encodeGbaCommand({ mode: 'naf-derivation', nafId, impi: 'a'.repeat(102) }).length).toBe(255);
    expect(() => encodeGbaCommand({ mode: 'naf-derivation', nafId, impi: 'a'.repeat(103) })).toThrow(
      withCode('gba.command-length'),
    );
    expect(() => encodeGbaCommand({ mode: 'bootstrapping', rand, autn: new Uint8Array(24) })).toThrow(
      withCode('key.length'),
    );
  });
});

describe('answers', () => {
  test('RES, AUTS and Ks_ext_NAF', () => {
    const res = fromHex(published.ub_digest_AKAv1_MD5.RES);
    const auts = fromHex('000102030405060708090a0b0c0d');
    const ksExtNaf = fromHex(published.Ks_NAF.out);
    expect(decodeBootstrappingAnswer(fromHex(`db10${toHex(res)}`))).toEqual({
      outcome: 'authenticated',
      res,
    });
    expect(decodeBootstrappingAnswer(fromHex(`dc0e${toHex(auts)}`))).toEqual({
      outcome: 'synchronisation-failure',
      auts,
    });
    expect(decodeNafDerivationAnswer(fromHex(`db20${toHex(ksExtNaf)}`))).toEqual(ksExtNaf);
    expect(toHex(encodeNafDerivationAnswer(ksExtNaf))).toBe(`db20${toHex(ksExtNaf)}`);
  });

  test('a bootstrapping answer is an answer that encodes to the same bytes, or a typed error', () => {
    const nearlyRight = fc
      .tuple(fc.constantFrom(0xdb, 0xdc), fc.uint8Array({ maxLength: 20 }))
      .map(([tag, value]) => Uint8Array.of(tag, value.length, ...value));
    fc.assert(
      fc.property(fc.oneof(nearlyRight, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        try {
          expect(encodeBootstrappingAnswer(decodeBootstrappingAnswer(bytes))).toEqual(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CardError);
        }
      }),
    );
  });

  test.each([
    '',
    'db',
    'db00',
    'db04010203',
    'db0411223344ff',
    'dc0411223344',
    'dd0411223344',
    `db08${'00'.repeat(8)}10${'00'.repeat(16)}`,
  ])('"%s" is refused in both modes', (hex) => {
    expect(() => decodeBootstrappingAnswer(fromHex(hex))).toThrow(withCode('gba.answer'));
    expect(() => decodeNafDerivationAnswer(fromHex(hex))).toThrow(withCode('gba.answer'));
  });

  test('an error tells nothing of the key in it', () => {
    const key = '7f'.repeat(31);
    let thrown: unknown;
    try {
      decodeNafDerivationAnswer(fromHex(`db1f${key}`));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(CardError);
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain('7f7f');
  });
});
