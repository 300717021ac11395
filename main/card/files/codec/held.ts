import { isFilledWith, toHex } from '../../../base/bytes.ts';
import type { Codec, FieldSpan, FileValue } from '../declare.ts';
import { attempt } from './errors.ts';
import { expectFilling, fillingField, fillUp } from './filling.ts';

/** A value inside a TLV or LV object, as long as its own coding makes it. No bytes are the `empty` value: not assigned. */
export interface HeldValue<T extends FileValue> {
  readonly empty: T;
  /** @throws CardError `file.malformed`; never called without bytes. */
  decode(bytes: Uint8Array): T;
  /** @throws InputError `value.malformed` */
  encode(value: FileValue): Uint8Array;
  /** Fields of the value's bytes, offsets from its first byte. Never throws. */
  fields(bytes: Uint8Array): readonly FieldSpan[];
  summary(value: T): string;
}

/** Where a value stands in a content. */
export interface Held {
  readonly value: Uint8Array;
  /** Of the first byte of the value. */
  readonly offset: number;
  /** Of the first byte after it. */
  readonly end: number;
}

/** The object around a value. */
export interface Holder {
  /** @throws CardError `file.malformed` */
  open(bytes: Uint8Array): Held;
  /** The object without filling. @throws InputError `value.too-long` */
  close(value: Uint8Array): Uint8Array;
  /** The bytes before the value. */
  headFields(held: Held, bytes: Uint8Array): readonly FieldSpan[];
}

/** A content that is one object with one value, filled up with `FF`. An object without a value, or `FF` alone, is not assigned. */
export function held<T extends FileValue>(holder: Holder, inner: HeldValue<T>): Codec<T> {
  return {
    decode(bytes) {
      if (isFilledWith(bytes, 0xff)) return inner.empty;
      const { value, end } = holder.open(bytes);
      expectFilling(bytes, end);
      return value.length === 0 ? inner.empty : inner.decode(value);
    },
    encode: (value, size) =>
      fillUp(holder.close(value === inner.empty ? new Uint8Array() : inner.encode(value)), size),
    fields(bytes) {
      if (isFilledWith(bytes, 0xff)) return fillingField(bytes, 0);
      const opened = attempt(() => holder.open(bytes));
      if (!opened.ok)
        return [
          { name: 'Content', value: toHex(bytes), offset: 0, length: bytes.length, note: opened.problem },
        ];
      const { value, offset, end } = opened.value;
      const inside = value.length === 0 ? [] : inner.fields(value);
      return [
        ...holder.headFields(opened.value, bytes),
        ...inside.map((field) => ({ ...field, offset: field.offset + offset })),
        ...fillingField(bytes, end),
      ];
    },
    isUnassigned(bytes) {
      if (isFilledWith(bytes, 0xff)) return true;
      const opened = attempt(() => holder.open(bytes));
      return (
        opened.ok &&
        opened.value.value.length === 0 &&
        attempt(() => expectFilling(bytes, opened.value.end)).ok
      );
    },
    summary: (value) => (value === inner.empty ? 'not assigned' : inner.summary(value)),
  };
}
