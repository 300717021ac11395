import type { FileValue } from '../declare.ts';
import { unusable } from './errors.ts';

/**
 * The coding of one item inside a content, without the knowledge where it stands. `decode` throws CardError `file.malformed`,
 * `encode` gives exactly `size` bytes or throws InputError `value.malformed` or `value.too-long`.
 */
export interface Part<T extends FileValue = FileValue> {
  decode(bytes: Uint8Array): T;
  encode(value: FileValue, size: number): Uint8Array;
  /** In the user's terms, for a field. */
  describe(value: T): string;
  /** What is noteworthy in bytes that are otherwise well coded. */
  note?(bytes: Uint8Array): string | undefined;
}

/** The value as text. @throws InputError `value.malformed` */
export function textOf(value: FileValue): string {
  if (typeof value !== 'string') throw unusable('a text is expected');
  return value;
}

/** The value as a whole number from `min` to `max`. @throws InputError `value.malformed` */
export function numberOf(value: FileValue, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
    throw unusable(`a whole number from ${min} to ${max} is expected`);
  return value;
}

/** The value as a list. @throws InputError `value.malformed` */
export function listOf(value: FileValue): readonly FileValue[] {
  if (!isList(value)) throw unusable('a list is expected');
  return value;
}

/**
 * Access to the members of a value that must have no others than `keys`. The access throws for a missing member that has no default.
 * @throws InputError `value.malformed`
 */
export function membersOf<K extends string>(
  value: FileValue,
  keys: readonly K[],
): (key: K, otherwise?: FileValue) => FileValue {
  if (typeof value !== 'object' || value === null || isList(value))
    throw unusable(`an object with ${keys.join(', ')} is expected`);
  const known: readonly string[] = keys;
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger !== undefined) throw unusable(`“${stranger}” is not one of ${keys.join(', ')}`);
  const members = new Map(Object.entries(value));
  return (key, otherwise) => {
    const member = members.has(key) ? members.get(key) : otherwise;
    if (member === undefined) throw unusable(`“${key}” is missing`);
    return member;
  };
}

function isList(value: FileValue): value is readonly FileValue[] {
  return Array.isArray(value);
}
