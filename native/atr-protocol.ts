import type { TransmissionProtocol } from '../main/card/link.ts';

/**
 * The protocol that a card offers first in its ATR, which is what a reader uses without negotiation (ISO/IEC 7816-3 8.2.3): the low
 * nibble of the first TD byte, T=0 where there is none. Total: a cut-off ATR gives what can be read of it.
 */
export function firstProtocol(atr: Uint8Array): TransmissionProtocol {
  const t0 = atr[1] ?? 0;
  if ((t0 & 0x80) === 0) return 'T=0';
  const interfaceBytes = [0x10, 0x20, 0x40].filter((bit) => (t0 & bit) !== 0).length;
  const td1 = atr[2 + interfaceBytes] ?? 0;
  return (td1 & 0x0f) === 1 ? 'T=1' : 'T=0';
}
