/** A run of bytes of a content, in bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface HexRow {
  readonly offset: number;
  readonly bytes: readonly string[];
}

/** Rows of `width` bytes of a hexadecimal text. */
export function hexRows(hex: string, width: number): readonly HexRow[] {
  const bytes = hex.match(/../g) ?? [];
  return Array.from({ length: Math.ceil(bytes.length / width) }, (_, row) => ({
    offset: row * width,
    bytes: bytes.slice(row * width, (row + 1) * width),
  }));
}

export function isInRanges(at: number, ranges: readonly ByteRange[]): boolean {
  return ranges.some(({ offset, length }) => at >= offset && at < offset + length);
}

/** Printable ASCII of a byte, a middle dot for the others. */
export function printable(byte: string): string {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}
