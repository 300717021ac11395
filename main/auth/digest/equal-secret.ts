import { timingSafeEqual } from 'node:crypto';

/** Equality of two values that only their owner may know, in a time that tells nothing but whether the lengths are the same. */
export function equalSecrets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
