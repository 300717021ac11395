import { unusable } from './errors.ts';
import { porStatus } from './response-status.ts';
import type { CounterRule } from './spi.ts';

/** CNTR has 5 bytes. A counter that stands here is blocked for good. */
export const maxCounter = 2 ** 40 - 1;

/** 5 bytes, big endian. @throws InputError `scp80.counter` */
export function encodeCounter(counter: number): Uint8Array {
  if (!Number.isInteger(counter) || counter < 0 || counter > maxCounter)
    throw unusable(
      'scp80.counter',
      'The counter does not fit into 5 bytes.',
      'Use 0 to FFFFFFFFFF.',
      'ETSI TS 102 225 5.1.4',
    );
  const bytes = new Uint8Array(5);
  for (let i = 4, rest = counter; i >= 0; i--, rest = Math.floor(rest / 0x100)) bytes[i] = rest % 0x100;
  return bytes;
}

export function decodeCounter(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 0x100 + byte, 0);
}

/** The counter to send after `last` was used. @throws InputError `scp80.counter-exhausted` */
export function nextCounter(last: number): number {
  if (last < maxCounter - 1) return last + 1;
  throw unusable(
    'scp80.counter-exhausted',
    'The counter of this key set is at its end.',
    'Replace the key set by PUT KEY through another one; this one accepts nothing any more.',
    'ETSI TS 102 225 5.1.4',
  );
}

export type CounterVerdict =
  | {
      readonly accepted: true;
      /** What the card keeps from now on. */
      readonly stored: number;
    }
  | { readonly accepted: false; readonly status: number };

/**
 * What a card makes of the counter of a genuine packet, ETSI TS 102 225 5.1.4. Without a rule that compares, the stored counter stays
 * as it is.
 */
export function judgeCounter(rule: CounterRule, received: number, stored: number): CounterVerdict {
  if (rule === 'none' || rule === 'unchecked') return { accepted: true, stored };
  if (stored >= maxCounter) return { accepted: false, status: porStatus.counterBlocked };
  if (received <= stored) return { accepted: false, status: porStatus.counterLow };
  if (rule === 'one-higher' && received !== stored + 1)
    return { accepted: false, status: porStatus.counterHigh };
  return { accepted: true, stored: received };
}
