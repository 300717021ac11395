import { hex8 } from '../../base/bytes.ts';
import { unusable } from './errors.ts';
import type { FieldPart } from './field.ts';

/** What protects a packet against change: nothing, redundancy check, cryptographic checksum, digital signature. */
export const checks = ['none', 'rc', 'cc', 'ds'] as const;
export type Check = (typeof checks)[number];

/** No counter; a counter nobody looks at; accepted if higher than the last; accepted if higher by exactly one. */
export const counterRules = ['none', 'unchecked', 'higher', 'one-higher'] as const;
export type CounterRule = (typeof counterRules)[number];

/** When the card shall send a proof of receipt. `reserved` is decoded and never encoded. */
export const porRequests = ['none', 'always', 'on-error', 'reserved'] as const;
export type PorRequest = (typeof porRequests)[number];

/** Security parameter indicator, ETSI TS 102 225 5.1.1 and 3GPP TS 31.115 4.2. */
export interface Spi {
  readonly check: Check;
  readonly ciphering: boolean;
  readonly counter: CounterRule;
  readonly por: PorRequest;
  readonly porCheck: Check;
  readonly porCiphering: boolean;
  /** The proof of receipt comes as SMS-SUBMIT through the proactive channel, not in the answer to ENVELOPE. */
  readonly porBySubmit: boolean;
}

/** Total: reserved bits are ignored, as the standard tells the receiver to. */
export function decodeSpi(first: number, second: number): Spi {
  return {
    check: checks[first & 3]!,
    ciphering: (first & 0x04) !== 0,
    counter: counterRules[(first >> 3) & 3]!,
    por: porRequests[second & 3]!,
    porCheck: checks[(second >> 2) & 3]!,
    porCiphering: (second & 0x10) !== 0,
    porBySubmit: (second & 0x20) !== 0,
  };
}

/** Two bytes. @throws InputError `scp80.por-reserved` */
export function encodeSpi(spi: Spi): Uint8Array {
  if (spi.por === 'reserved')
    throw unusable(
      'scp80.por-reserved',
      'This request for a proof of receipt is reserved.',
      'Ask for no proof of receipt, for one always, or for one on error.',
      'ETSI TS 102 225 5.1.1',
    );
  const first =
    checks.indexOf(spi.check) | (spi.ciphering ? 0x04 : 0) | (counterRules.indexOf(spi.counter) << 3);
  const second =
    porRequests.indexOf(spi.por) |
    (checks.indexOf(spi.porCheck) << 2) |
    (spi.porCiphering ? 0x10 : 0) |
    (spi.porBySubmit ? 0x20 : 0);
  return Uint8Array.of(first, second);
}

const checkWords: Readonly<Record<Check, string>> = {
  none: 'no RC, CC or DS',
  rc: 'redundancy check',
  cc: 'cryptographic checksum',
  ds: 'digital signature',
};
const counterWords: Readonly<Record<CounterRule, string>> = {
  none: 'no counter',
  unchecked: 'a counter is there, replay and sequence are not checked',
  higher: 'processed only if the counter is higher than the card’s',
  'one-higher': 'processed only if the counter is higher than the card’s by exactly one',
};
const porWords: Readonly<Record<PorRequest, string>> = {
  none: 'no proof of receipt',
  always: 'proof of receipt always',
  'on-error': 'proof of receipt only on error',
  reserved: 'reserved request for a proof of receipt',
};

/** Every bit of both bytes in words. */
export function explainSpi(first: number, second: number): readonly FieldPart[] {
  const spi = decodeSpi(first, second);
  const reserved = (byte: number, mask: number, bits: string): readonly FieldPart[] =>
    (byte & mask) === 0
      ? []
      : [{ bits, name: 'reserved', meaning: `reserved bits ${hex8(byte & mask)} are set and ignored` }];
  return [
    ...reserved(first, 0xe0, 'first byte, b8 b7 b6'),
    { bits: 'first byte, b5 b4', name: 'counter', meaning: counterWords[spi.counter] },
    { bits: 'first byte, b3', name: 'ciphering', meaning: spi.ciphering ? 'ciphered' : 'not ciphered' },
    { bits: 'first byte, b2 b1', name: 'RC/CC/DS', meaning: checkWords[spi.check] },
    ...reserved(second, 0xc0, 'second byte, b8 b7'),
    {
      bits: 'second byte, b6',
      name: 'PoR transport',
      meaning: spi.porBySubmit ? 'PoR by SMS-SUBMIT' : 'PoR by SMS-DELIVER-REPORT, in the answer to ENVELOPE',
    },
    {
      bits: 'second byte, b5',
      name: 'PoR ciphering',
      meaning: spi.porCiphering ? 'PoR ciphered' : 'PoR not ciphered',
    },
    { bits: 'second byte, b4 b3', name: 'PoR RC/CC/DS', meaning: `PoR with ${checkWords[spi.porCheck]}` },
    { bits: 'second byte, b2 b1', name: 'PoR', meaning: porWords[spi.por] },
  ];
}
