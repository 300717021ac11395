import { InputError } from '../base/error.ts';
import type { SpiDoc } from '../contract/ota.ts';
import { spiOf } from '../contract/spi-bytes.ts';

const nothing: SpiDoc = {
  check: 'none',
  ciphering: false,
  counter: 'none',
  por: 'none',
  porCheck: 'none',
  porCiphering: false,
  porBySubmit: false,
};

/** What each word sets. */
const words = new Map<string, Partial<SpiDoc>>([
  ['rc', { check: 'rc' }],
  ['cc', { check: 'cc' }],
  ['ciphered', { ciphering: true }],
  ['counter-unchecked', { counter: 'unchecked' }],
  ['counter-higher', { counter: 'higher' }],
  ['counter-one-higher', { counter: 'one-higher' }],
  ['por-always', { por: 'always' }],
  ['por-on-error', { por: 'on-error' }],
  ['por-rc', { porCheck: 'rc' }],
  ['por-cc', { porCheck: 'cc' }],
  ['por-ciphered', { porCiphering: true }],
  ['por-by-submit', { porBySubmit: true }],
]);

export const spiWords = [...words.keys()].join(' ');

/**
 * The SPI of four hexadecimal digits, or of words between commas or spaces; what no word names is off.
 * @throws InputError `spi.malformed`
 */
export function parseSpi(text: string): SpiDoc {
  if (/^[0-9a-f]{4}$/i.test(text)) return spiOf(text);
  const changes = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => words.get(word));
  const members = changes.flatMap((change) => Object.keys(change ?? {}));
  if (changes.length === 0 || changes.includes(undefined) || new Set(members).size < members.length)
    throw new InputError('spi.malformed', 'This is no security parameter indicator.', {
      hint: `Write four hexadecimal digits, or words once each: ${spiWords}.`,
      meaning: 'Nothing was sent to the card.',
      clause: 'ETSI TS 102 225 5.1.1',
    });
  return changes.reduce<SpiDoc>((spi, change) => ({ ...spi, ...change }), nothing);
}
