import { hex8 } from '../../../base/bytes.ts';
import { malformed, unusable } from './errors.ts';
import { type Part, textOf } from './part.ts';

/** One byte with named values. A value without a name is `reserved 1F`, so that no byte is lost. */
export function choicePart(names: ReadonlyMap<number, string>): Part<string> {
  return {
    decode: ([byte]) => {
      if (byte === undefined) throw malformed('a byte is missing');
      return nameOfCode(names, byte);
    },
    encode: (value) => Uint8Array.of(codeOfName(names, textOf(value))),
    describe: (value) => value,
  };
}

/** The name of a code, `reserved 1F` without one. */
export function nameOfCode(names: ReadonlyMap<number, string>, code: number): string {
  return names.get(code) ?? `reserved ${hex8(code)}`;
}

/** The code of a name as {@link nameOfCode} gives it. @throws InputError `value.malformed` */
export function codeOfName(names: ReadonlyMap<number, string>, name: string): number {
  for (const [code, known] of names) if (known === name) return code;
  const reserved = /^reserved ([0-9A-F]{2})$/.exec(name)?.[1];
  if (reserved !== undefined) return Number.parseInt(reserved, 16);
  throw unusable(`“${name}” is not one of ${[...names.values()].join(', ')}`);
}
