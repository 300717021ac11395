import { unusable } from './errors.ts';
import { numberPart } from './hex.ts';
import { listOf, type Part, textOf } from './part.ts';

/**
 * Bits with names, in one to four big-endian bytes. The value lists the names of the set bits from the lowest (b1 of the last byte)
 * up; a bit without a name is `bit 9`.
 */
export function flagsPart(names: readonly string[]): Part<readonly string[]> {
  const nameOf = (bit: number) => names[bit] ?? `bit ${bit + 1}`;
  return {
    decode(bytes) {
      const set = numberPart.decode(bytes);
      const bits = Array.from({ length: 8 * bytes.length }, (_, bit) => bit);
      return bits.filter((bit) => Math.floor(set / 2 ** bit) % 2 === 1).map(nameOf);
    },
    encode(value, size) {
      const known = Array.from({ length: 8 * size }, (_, bit) => nameOf(bit));
      const bits = new Set(listOf(value).map((item) => known.indexOf(textOf(item))));
      if (bits.has(-1)) throw unusable(`each must be one of ${known.join(', ')}`);
      return numberPart.encode(
        [...bits].reduce((sum, bit) => sum + 2 ** bit, 0),
        size,
      );
    },
    describe: (value) => (value.length === 0 ? 'none' : value.join(', ')),
  };
}
