/** A run of bytes, both in bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** The runs of bytes of `after` that are not in `before` at the same place; all of `after` where nothing was before. */
export function changedRanges(before: Uint8Array | undefined, after: Uint8Array): ByteRange[] {
  const ranges: { offset: number; length: number }[] = [];
  for (let offset = 0; offset < after.length; offset++) {
    if (before?.[offset] === after[offset]) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last.offset + last.length === offset) last.length += 1;
    else ranges.push({ offset, length: 1 });
  }
  return ranges;
}
