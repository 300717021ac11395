/** A tag, then values that each follow their length in one byte, as AUTHENTICATE writes them (3GPP TS 31.102 7.1.2). */
export interface TaggedValues {
  readonly tag: number;
  readonly values: readonly Uint8Array[];
}

/** The parts of `bytes`; `undefined` when there is no tag or the last length does not fit. Copies, so nothing is shared. */
export function splitTaggedValues(bytes: Uint8Array): TaggedValues | undefined {
  const [tag] = bytes;
  if (tag === undefined) return undefined;
  const values: Uint8Array[] = [];
  for (let at = 1; at < bytes.length; ) {
    const end = at + 1 + bytes[at]!;
    if (end > bytes.length) return undefined;
    values.push(bytes.slice(at + 1, end));
    at = end;
  }
  return { tag, values };
}
