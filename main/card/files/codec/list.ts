import { concatBytes } from '../../../base/bytes.ts';
import type { Codec, FileValue } from '../declare.ts';
import { malformed, tooLong } from './errors.ts';
import { fillingField, isFilling } from './filling.ts';
import { partField } from './layout.ts';
import { listOf, type Part } from './part.ts';

export interface ListOptions<T extends FileValue> {
  /** Name of one item on a screen, `Network`. */
  readonly name: string;
  /** Bytes of one item. */
  readonly size: number;
  readonly part: Part<T>;
  /** Bytes of a place that holds no item; how many of them a decoded place must begin with to be empty is `emptyPrefix`. */
  readonly empty: Uint8Array;
  readonly emptyPrefix?: number;
}

/**
 * A file that holds items of one size, the first with the highest priority. The value is the list of the items; empty places between
 * them are closed when it is written again.
 */
export function list<T extends FileValue>(options: ListOptions<T>): Codec<readonly T[]> {
  const { name, size, part, empty, emptyPrefix = size } = options;
  const prefix = empty.subarray(0, emptyPrefix);
  const isEmpty = (place: Uint8Array) => prefix.every((byte, i) => place[i] === byte);
  const placesOf = (bytes: Uint8Array) =>
    Array.from({ length: Math.floor(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );

  return {
    decode(bytes) {
      const places = placesOf(bytes);
      if (!isFilling(bytes.subarray(places.length * size)))
        throw malformed(`the last item is shorter than ${size} bytes`);
      return places.filter((place) => !isEmpty(place)).map((place) => part.decode(place));
    },
    encode(value, total) {
      const items = listOf(value).map((item) => part.encode(item, size));
      if (items.length * size > total) throw tooLong(items.length * size, total);
      const free = Math.floor(total / size) - items.length;
      const rest = total % size;
      return concatBytes(
        ...items,
        ...Array.from({ length: free }, () => empty),
        new Uint8Array(rest).fill(0xff),
      );
    },
    fields(bytes) {
      const places = placesOf(bytes);
      return [
        ...places.map((place, i) => {
          const title = `${name} ${i + 1}`;
          return isEmpty(place)
            ? { name: title, value: 'empty', offset: i * size, length: size }
            : partField(title, part, bytes, i * size, size);
        }),
        ...fillingField(bytes, places.length * size),
      ];
    },
    isUnassigned: (bytes) => bytes.length >= size && placesOf(bytes).every(isEmpty),
    summary: (value) => (value.length === 0 ? 'empty' : value.map((item) => part.describe(item)).join(', ')),
  };
}
