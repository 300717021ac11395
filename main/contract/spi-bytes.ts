import type { SpiDoc } from './ota.ts';

const checks = ['none', 'rc', 'cc', 'ds'] as const satisfies readonly SpiDoc['check'][];
const counters = [
  'none',
  'unchecked',
  'higher',
  'one-higher',
] as const satisfies readonly SpiDoc['counter'][];
const pors = ['none', 'always', 'on-error', 'reserved'] as const satisfies readonly SpiDoc['por'][];

/** The two bytes as four hexadecimal digits, to be seen while they are put together. ETSI TS 102 225 5.1.1. */
export function spiBytes(spi: SpiDoc): string {
  const first = checks.indexOf(spi.check) + (spi.ciphering ? 4 : 0) + 8 * counters.indexOf(spi.counter);
  const second =
    pors.indexOf(spi.por) +
    4 * checks.indexOf(spi.porCheck) +
    (spi.porCiphering ? 0x10 : 0) +
    (spi.porBySubmit ? 0x20 : 0);
  return [first, second]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** The SPI that is stored with a key set; reserved bits say nothing. */
export function spiOf(digits: string): SpiDoc {
  const first = Number.parseInt(digits.slice(0, 2), 16);
  const second = Number.parseInt(digits.slice(2, 4), 16);
  return {
    check: checks[first & 3] ?? 'none',
    ciphering: (first & 4) !== 0,
    counter: counters[(first >> 3) & 3] ?? 'none',
    por: pors[second & 3] ?? 'none',
    porCheck: checks[(second >> 2) & 3] ?? 'none',
    porCiphering: (second & 0x10) !== 0,
    porBySubmit: (second & 0x20) !== 0,
  };
}
