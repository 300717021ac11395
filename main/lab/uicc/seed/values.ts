import * as z from 'zod';
import { encodePinDigits, encodePinHex } from '../../../card/pin.ts';

/** A PIN or key in a seed: four to eight digits, or `hex:` and up to eight bytes. These are published test values. */
export const pinText = z
  .string()
  .regex(/^(\d{4,8}|hex:([0-9A-Fa-f]{2}){1,8})$/, 'four to eight digits, or hex:…');

/** The eight bytes of a {@link pinText}. */
export function pinBytes(text: string): Uint8Array {
  return text.startsWith('hex:') ? encodePinHex(text.slice('hex:'.length)) : encodePinDigits(text);
}
