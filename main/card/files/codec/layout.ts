import { concatBytes, isFilledWith, toHex } from '../../../base/bytes.ts';
import type { Codec, FieldSpan, FileValue } from '../declare.ts';
import { attempt, bytes as count, malformed, tooLong } from './errors.ts';
import { fillUp } from './filling.ts';
import { membersOf, type Part } from './part.ts';

/** One item of a fixed layout: its name on a screen, its bytes, its coding. One item may take all that the others leave. */
export interface Slot<T extends FileValue = FileValue> {
  readonly name: string;
  readonly size: number | 'rest';
  readonly part: Part<T>;
}

export function slot<T extends FileValue>(name: string, size: number | 'rest', part: Part<T>): Slot<T> {
  return { name, size, part };
}

type Slots = Readonly<Record<string, Slot>>;
type ValueOf<S extends Slots> = {
  readonly [K in keyof S]: S[K] extends Slot<infer T> ? T : never;
};

/**
 * A content that is a row of items. The value is an object with the keys of `slots`. Without a slot for the rest, more bytes than the
 * items need must be `FF`.
 */
export function layout<S extends Slots>(slots: S, summary: (value: ValueOf<S>) => string): Codec<ValueOf<S>> {
  const rows = Object.entries(slots);
  const fixed = rows.reduce((sum, [, { size }]) => sum + (size === 'rest' ? 0 : size), 0);
  const hasRest = rows.some(([, { size }]) => size === 'rest');
  const lengthOf = ({ size }: Slot, total: number) => (size === 'rest' ? Math.max(0, total - fixed) : size);

  function place(bytes: Uint8Array): readonly { key: string; row: Slot; offset: number; length: number }[] {
    let at = 0;
    return rows.map(([key, row]) => {
      const length = lengthOf(row, bytes.length);
      const placed = { key, row, offset: at, length };
      at += length;
      return placed;
    });
  }

  return {
    decode(bytes) {
      expectSize(bytes, fixed);
      if (!hasRest) expectUnused(bytes, fixed);
      const entries = place(bytes).map(({ key, row, offset, length }) => [
        key,
        row.part.decode(bytes.subarray(offset, offset + length)),
      ]);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys and types are those of the slots
      return Object.fromEntries(entries) as ValueOf<S>;
    },
    encode(value, size) {
      const member = membersOf(value, Object.keys(slots));
      if (size < fixed) throw tooLong(fixed, size);
      const parts = rows.map(([key, row]) => row.part.encode(member(key), lengthOf(row, size)));
      return concatBytes(...parts, new Uint8Array(hasRest ? 0 : size - fixed).fill(0xff));
    },
    fields: (bytes) =>
      place(bytes)
        .filter(({ length }) => length > 0)
        .map(({ row, offset, length }) => partField(row.name, row.part, bytes, offset, length)),
    isUnassigned: (bytes) => isFilledWith(bytes, 0xff),
    summary,
  };
}

/** A content that is one item; without `rest`, more bytes than its own must be `FF`. */
export function single<T extends FileValue>(name: string, size: number | 'rest', part: Part<T>): Codec<T> {
  const lengthIn = (total: number) => (size === 'rest' ? total : size);
  return {
    decode(bytes) {
      const length = lengthIn(bytes.length);
      expectSize(bytes, length);
      expectUnused(bytes, length);
      return part.decode(bytes.subarray(0, length));
    },
    encode(value, total) {
      const length = lengthIn(total);
      if (total < length) throw tooLong(length, total);
      return fillUp(part.encode(value, length), total);
    },
    fields: (bytes) => [partField(name, part, bytes, 0, lengthIn(bytes.length))],
    isUnassigned: (bytes) => isFilledWith(bytes, 0xff),
    summary: (value) => part.describe(value),
  };
}

function expectSize(bytes: Uint8Array, size: number): void {
  if (bytes.length < size) throw malformed(`${count(size)} are needed, there are ${bytes.length}`);
}

function expectUnused(bytes: Uint8Array, from: number): void {
  if (!isFilledWith(bytes.subarray(from), 0xff))
    throw malformed(`more than the ${count(from)} of this file are used`);
}

/** One item at its place as a field; what its coding refuses is a note beside the bytes. */
export function partField<T extends FileValue>(
  name: string,
  part: Part<T>,
  bytes: Uint8Array,
  offset: number,
  length: number,
): FieldSpan {
  const own = bytes.subarray(offset, offset + length);
  const span = { name, offset: Math.min(offset, bytes.length), length: own.length };
  if (own.length < length) return { ...span, value: toHex(own), note: 'cut off' };
  const read = attempt(() => part.describe(part.decode(own)));
  if (!read.ok) return { ...span, value: toHex(own), note: read.problem };
  const note = part.note?.(own);
  return { ...span, value: read.value, ...(note === undefined ? {} : { note }) };
}
