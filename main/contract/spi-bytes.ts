import type { SpiDoc } from './ota.ts';

const checks = ['none', 'rc', 'cc', 'ds'] as const satisfies readonly SpiDoc['check'][];
const counters = [
  'none',
  'unchecked',
  'higher',
  'one-higher',
] as const satisfies readonly SpiDoc['counter'][];
const pors = ['none', 'always', 'on-error', 'reserved'] as const satisfies readonly SpiDoc['por'][];

/** The SPI of a key set or of a command line, four hexadecimal digits. Reserved bits say nothing. ETSI TS 102 225 5.1.1. */
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
