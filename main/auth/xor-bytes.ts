/** Bytes of `a` exclusive-or `b`, as long as `a`; `b` must not be shorter. */
export function xorBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ b[i]!);
}
