import { expect, test } from 'vitest';
import { spiBytes, spiOf } from './spi-bytes.ts';

test('every SPI without reserved bits is the same after reading and writing', () => {
  for (let first = 0; first < 0x20; first++)
    for (let second = 0; second < 0x40; second++) {
      const digits = [first, second]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
      expect(spiBytes(spiOf(digits))).toBe(digits);
    }
});

test('the bits of 16 19, ETSI TS 102 225 5.1.1', () => {
  expect(spiOf('1619')).toEqual({
    check: 'cc',
    ciphering: true,
    counter: 'higher',
    por: 'always',
    porCheck: 'cc',
    porCiphering: true,
    porBySubmit: false,
  });
});
