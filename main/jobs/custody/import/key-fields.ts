import { equalBytes, fromHex, isFilledWith, toHex } from '../../../base/bytes.ts';
import { keyCheckValue } from '../../../channel/key-data.ts';
import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import type { KeySetDocument } from '../../../store/key-sets.ts';
import { badField, incomplete, notHexadecimal, weakKey, wrongCheckValue, wrongLength } from './errors.ts';

type Texts = Readonly<Record<string, string | undefined>>;

/**
 * The keys of a set, all of one length, none of them weak, each with its check value where there is one. The parity of DES keys is not
 * looked at: cards ignore it.
 * @param lengths allowed, in bytes
 * @throws InputError `keys.hexadecimal`, `keys.length`, `keys.weak`, `keys.check-value`, `keys.incomplete`, `keys.field`
 */
export function readKeys(
  texts: Texts,
  checkValues: Texts = {},
  algorithm: KeyedAlgorithm,
  lengths: readonly number[],
): { readonly names: string[]; readonly keys: readonly Uint8Array[]; readonly length: number } {
  const names = Object.keys(texts).filter((name) => texts[name] !== undefined);
  for (const name of Object.keys(checkValues))
    if (checkValues[name] !== undefined && !names.includes(name)) throw incomplete(name);
  const keys = names.map((name) => {
    const key = readKey(name, texts[name] ?? '', algorithm, lengths);
    const wanted = checkValues[name];
    if (wanted !== undefined && readCheckValue(name, wanted) !== checkValueOf(algorithm, key))
      throw wrongCheckValue(name);
    return key;
  });
  const length = keys[0]?.length ?? 0;
  const other = keys.findIndex((key) => key.length !== length);
  if (other >= 0) throw wrongLength(names[other] ?? '', keys[other]?.length ?? 0, [length]);
  return { names, keys, length };
}

/** Three bytes in lower-case hexadecimal. */
export function checkValueOf(algorithm: KeyedAlgorithm, key: Uint8Array): string {
  return toHex(keyCheckValue(algorithm === 'aes' ? 'aes' : 'des', key));
}

/** As they are kept. @throws InputError `keys.field` */
export function checkValuesOf(texts: Texts = {}): Record<string, string> {
  const given = Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
  return Object.fromEntries(given.map(({ name, text }) => [name, readCheckValue(name, text)]));
}

/** Bytes that the text would have; undefined where it is not in hexadecimal digits. */
export function lengthOf(text: string): number | undefined {
  const digits = text.replace(/[\s:]/g, '');
  return /^([0-9a-f]{2})+$/i.test(digits) ? digits.length / 2 : undefined;
}

/** The algorithm with the length of its keys. */
export function namedAlgorithm(algorithm: KeyedAlgorithm, length: number): KeySetDocument['algorithm'] {
  if (algorithm !== 'aes') return algorithm;
  if (length === 16) return 'aes-128';
  return length === 24 ? 'aes-192' : 'aes-256';
}

function readKey(
  name: string,
  text: string,
  algorithm: KeyedAlgorithm,
  lengths: readonly number[],
): Uint8Array {
  const length = lengthOf(text);
  if (length === undefined) throw notHexadecimal(name);
  if (!lengths.includes(length)) throw wrongLength(name, length, lengths);
  const key = fromHex(text);
  if (isWeak(key, algorithm)) throw weakKey(name);
  return key;
}

function readCheckValue(name: string, text: string): string {
  if (lengthOf(text) === 3) return toHex(fromHex(text));
  throw badField(
    `${name}_kcv`,
    'is not a check value',
    'A check value has three bytes, that is six hexadecimal digits.',
    'GlobalPlatform Card Specification 2.3.1 B.6',
  );
}

/** One byte repeated, or triple DES that is single DES in truth: neighbouring keys that differ in parity at most. */
function isWeak(key: Uint8Array, algorithm: KeyedAlgorithm): boolean {
  if (isFilledWith(key, key[0] ?? 0)) return true;
  if (algorithm === 'aes') return false;
  const part = (at: number): Uint8Array => key.slice(at, at + 8).map((byte) => byte & 0xfe);
  const same = (a: number, b: number): boolean => equalBytes(part(a), part(b));
  return same(0, 8) || (key.length === 24 && same(8, 16));
}
