import { InputError } from '../base/error.ts';
import { requireLength } from './length.ts';

/**
 * A sequence number as 3GPP TS 33.102 C.1.1.1 divides it: SEQ in the upper 43 bits, the array index IND in the lower 5.
 */
export interface Sqn {
  readonly seq: number;
  readonly ind: number;
}

/** How many indices the array of annex C.2 has. */
export const indexCount = 32;
const seqLimit = 2 ** 43;

/** @throws InputError `aka.length` unless there are 6 bytes. */
export function decodeSqn(bytes: Uint8Array): Sqn {
  requireLength('SQN', bytes, 6);
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return { seq: Math.floor(value / indexCount), ind: value % indexCount };
}

/** Six bytes, big endian. @throws InputError `aka.sqn-range` */
export function encodeSqn({ seq, ind }: Sqn): Uint8Array {
  const inRange = (value: number, limit: number): boolean =>
    Number.isInteger(value) && value >= 0 && value < limit;
  if (!inRange(seq, seqLimit) || !inRange(ind, indexCount))
    throw new InputError('aka.sqn-range', 'The sequence number is out of its range.', {
      hint: 'SEQ has 43 bits, IND 5. A used-up SEQ means that the subscription must be replaced.',
      clause: '3GPP TS 33.102 C.1.1.1',
    });
  let value = seq * indexCount + ind;
  const out = new Uint8Array(6);
  for (let i = 5; i >= 0; i--) {
    out[i] = value % 256;
    value = Math.floor(value / 256);
  }
  return out;
}
