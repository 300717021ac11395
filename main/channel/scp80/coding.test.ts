import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCounter, encodeCounter, judgeCounter, maxCounter, nextCounter } from './counter.ts';
import { decodeKeyIndicator, encodeKeyIndicator, explainKeyIndicator } from './kic-kid.ts';
import { meetsMinimumSecurityLevel } from './minimum-security-level.ts';
import { meaningOfPorStatus } from './response-status.ts';
import { decodeSpi, encodeSpi, explainSpi } from './spi.ts';
import { explainTar } from './tar.ts';

test('every SPI is decoded, explained and coded again', () => {
  for (let first = 0; first < 256; first++)
    for (let second = 0; second < 256; second++) {
      const spi = decodeSpi(first, second);
      const parts = explainSpi(first, second);
      expect(parts.some(({ name }) => name === 'reserved')).toBe(
        (first & 0xe0) !== 0 || (second & 0xc0) !== 0,
      );
      if (spi.por === 'reserved') expect(() => encodeSpi(spi)).toThrow();
      else expect([...encodeSpi(spi)]).toEqual([first & 0x1f, second & 0x3f]);
    }
});

test('SPI of the published packets', () => {
  expect(decodeSpi(0x06, 0x19)).toEqual({
    check: 'cc',
    ciphering: true,
    counter: 'none',
    por: 'always',
    porCheck: 'cc',
    porCiphering: true,
    porBySubmit: false,
  });
  expect(decodeSpi(0x1d, 0x26)).toMatchObject({
    check: 'rc',
    counter: 'one-higher',
    por: 'on-error',
    porCheck: 'rc',
    porBySubmit: true,
  });
});

test('every KIc and KID is decoded, explained and, where it can be used, coded again', () => {
  for (const use of ['kic', 'none', 'rc', 'cc', 'ds'] as const)
    for (let byte = 0; byte < 256; byte++) {
      const indicator = decodeKeyIndicator(byte, use);
      expect(indicator.index).toBe(byte >> 4);
      expect(explainKeyIndicator(byte, use, false)).toHaveLength(2);
      if (['3des-2', '3des-3', 'aes', 'crc-16', 'crc-32'].includes(indicator.algorithm))
        expect(encodeKeyIndicator(indicator, use)).toBe(byte);
    }
});

test('what KIc and KID mean depends on their use', () => {
  const algorithms = (low: number) =>
    (['kic', 'cc', 'rc', 'ds'] as const).map((use) => decodeKeyIndicator(low, use).algorithm);
  expect(algorithms(0x0)).toEqual(['implicit', 'implicit', 'implicit', 'implicit']);
  expect(algorithms(0x1)).toEqual(['des', 'des', 'crc-16', 'reserved']);
  expect(algorithms(0x5)).toEqual(['3des-2', '3des-2', 'crc-32', 'reserved']);
  expect(algorithms(0x9)).toEqual(['3des-3', '3des-3', 'reserved', 'reserved']);
  expect(algorithms(0xd)).toEqual(['des-ecb', 'reserved', 'reserved', 'reserved']);
  expect(algorithms(0x2)).toEqual(['aes', 'aes', 'reserved', 'reserved']);
  expect(algorithms(0x6)).toEqual(['reserved', 'reserved', 'reserved', 'reserved']);
  expect(algorithms(0x3)).toEqual(['proprietary', 'proprietary', 'proprietary', 'proprietary']);
});

test('a counter has five bytes', () => {
  expect([...encodeCounter(0x0123456789)]).toEqual([0x01, 0x23, 0x45, 0x67, 0x89]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: maxCounter }), (counter) => {
      expect(decodeCounter(encodeCounter(counter))).toBe(counter);
    }),
  );
  for (const wrong of [-1, 0.5, maxCounter + 1, Number.NaN]) expect(() => encodeCounter(wrong)).toThrow();
});

test('counters end before the one that blocks the key set', () => {
  expect(nextCounter(0)).toBe(1);
  expect(nextCounter(maxCounter - 2)).toBe(maxCounter - 1);
  expect(() => nextCounter(maxCounter - 1)).toThrow(
    expect.objectContaining({ code: 'scp80.counter-exhausted' }),
  );
});

test.each([
  ['none', 3, 9, { accepted: true, stored: 9 }],
  ['unchecked', 3, 9, { accepted: true, stored: 9 }],
  ['higher', 10, 9, { accepted: true, stored: 10 }],
  ['higher', 99, 9, { accepted: true, stored: 99 }],
  ['higher', 9, 9, { accepted: false, status: 0x02 }],
  ['higher', maxCounter, 9, { accepted: true, stored: maxCounter }],
  ['higher', maxCounter, maxCounter, { accepted: false, status: 0x04 }],
  ['one-higher', 10, 9, { accepted: true, stored: 10 }],
  ['one-higher', 11, 9, { accepted: false, status: 0x03 }],
  ['one-higher', 8, 9, { accepted: false, status: 0x02 }],
] as const)('counter rule %s: %d after %d', (rule, received, stored, verdict) => {
  expect(judgeCounter(rule, received, stored)).toEqual(verdict);
});

test('every status has a name, a meaning and a remedy', () => {
  const names = new Set<string>();
  for (let status = 0; status < 256; status++) {
    const meaning = meaningOfPorStatus(status);
    expect(meaning.code).toBe(status);
    expect(meaning.meaning).not.toBe('');
    expect(meaning.hint).not.toBe('');
    names.add(meaning.name);
  }
  expect(names.size).toBe(256);
  expect(meaningOfPorStatus(0x0d).name).toBe('Reserved status 0D');
  expect(meaningOfPorStatus(0xc0).name).toBe('Proprietary status C0');
  expect(meaningOfPorStatus(0xff).name).toBe('Reserved status FF');
});

test.each([
  [0x00, 0x00, true],
  [0x06, 0x06, true],
  [0x16, 0x06, true],
  [0x02, 0x06, false],
  [0x05, 0x06, false],
  [0x0e, 0x16, false],
  [0x1e, 0x16, true],
])('SPI %i against the minimum %i', (first, minimum, met) => {
  expect(meetsMinimumSecurityLevel(decodeSpi(first, 0), minimum)).toBe(met);
});

test('TARs that the standard reserves', () => {
  expect(explainTar(Uint8Array.of(0, 0, 0))).toBe('issuer security domain');
  expect(explainTar(Uint8Array.of(0xb0, 0, 0x11))).toBe('remote file management');
  expect(explainTar(Uint8Array.of(0xbf, 0xff, 0))).toBe('proprietary toolkit application');
  expect(explainTar(Uint8Array.of(1, 2, 3))).toBe('application');
});
