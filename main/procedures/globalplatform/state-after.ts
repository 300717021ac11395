import type { CardwrightError } from '../../base/error.ts';

/**
 * What is known of a changing command that gave `error`. `failed`: it was not sent, or the card refused it (or the packet with it) for a
 * plain reason; `unknown`: it may have been executed.
 */
export function stateAfter({ code, kind, details }: CardwrightError): 'failed' | 'unknown' {
  const unsent = kind === 'cancelled' || kind === 'input' || kind === 'store' || code === 'channel.closed';
  const notExecuted = code === 'ota.not-reached' || code === 'ota.script-ended';
  if (unsent || notExecuted || details['outcome'] === 'refused') return 'failed';
  const { sw } = details;
  return typeof sw === 'string' && isRefusal(Number.parseInt(sw, 16)) ? 'failed' : 'unknown';
}

/**
 * Status words that say that nothing was changed, ISO/IEC 7816-4 table 5 (64xx and the checking errors) and ETSI TS 102 221 10.2.1. Not
 * among them: warnings (62xx, 63xx), trouble with the memory (65xx, 9240) and 6Fxx, which explains nothing.
 */
function isRefusal(sw: number): boolean {
  const sw1 = sw >> 8;
  return sw1 === 0x64 || (sw1 >= 0x67 && sw1 <= 0x6e) || [0x93, 0x94, 0x98].includes(sw1);
}
