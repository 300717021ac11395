import { CardwrightError } from '../../base/error.ts';
import { largestFile } from '../../card/commands/parameters.ts';
import type { Fcp } from '../../card/fcp-types.ts';
import type { EfDeclaration } from '../../card/files/declare.ts';
import type { DesiredFile } from '../profile/desired-contents.ts';
import { tooManyValues, valueTooLong, valueUnusable } from './blockers.ts';

/** The room in a file: `length` bytes in each of `count` contents; one for a transparent file, one a record otherwise. */
export interface Geometry {
  readonly length: number;
  readonly count: number;
}

/** What one READ RECORD can answer, and the numbers it can name: ETSI TS 102 221 11.1.5. */
const longestRecord = 255;
const mostRecords = 254;

/** `undefined` when the FCP does not tell, or tells of more than commands can reach. */
export function geometryOf(fcp: Fcp): Geometry | undefined {
  const { structure, size, recordLength } = fcp;
  if (structure === 'transparent')
    return size === undefined || size > largestFile ? undefined : { length: size, count: 1 };
  const count = fcp.recordCount ?? (size === undefined ? undefined : Math.floor(size / (recordLength || 1)));
  if (recordLength === undefined || count === undefined) return undefined;
  return recordLength > longestRecord || count > mostRecords ? undefined : { length: recordLength, count };
}

/**
 * The content before a value is assigned, TS-0003 table E.1. The table leaves the service table to the service provider; a card
 * without a subscription offers no service: 00.
 */
export function unassignedContent(declaration: EfDeclaration, length: number): Uint8Array {
  return declaration.prePersonalised?.(length) ?? new Uint8Array(length);
}

export type Fitted =
  | { readonly ok: true; readonly contents: readonly Uint8Array[] }
  /** `needed` is there when a larger file would do. */
  | { readonly ok: false; readonly blocker: CardwrightError; readonly needed?: Geometry };

/** The contents of the whole file, filled up to its geometry, or what is in the way. */
export function fit({ declaration, values }: DesiredFile, geometry: Geometry): Fitted {
  const { name } = declaration;
  const { length, count } = geometry;
  const wanted = values === 'unassigned' ? [] : values;
  const records = declaration.structure !== 'transparent';
  if (wanted.length > count)
    return {
      ok: false,
      blocker: tooManyValues(name, wanted.length, count),
      needed: { length, count: wanted.length },
    };
  const contents: Uint8Array[] = [];
  for (let at = 0; at < count; at++) {
    const value = wanted[at];
    const encoded =
      value === undefined
        ? attempt(() => unassignedContent(declaration, length))
        : attempt(() => declaration.codec.encode(value, length));
    if (encoded instanceof Uint8Array) contents.push(encoded);
    else if (encoded.needed === undefined) return { ok: false, blocker: valueUnusable(name, encoded.reason) };
    else
      return {
        ok: false,
        blocker: valueTooLong(name, encoded.needed, length, records ? at + 1 : undefined),
        needed: { length: encoded.needed, count },
      };
  }
  return { ok: true, contents };
}

/** The content, or why there is none and, where a larger file would do, how many bytes it needs. */
function attempt(
  encode: () => Uint8Array,
): Uint8Array | { readonly needed?: number; readonly reason: string } {
  try {
    return encode();
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    const { needed } = error.details;
    const tooLong = error.code === 'value.too-long' && typeof needed === 'number';
    return { reason: error.message, ...(tooLong ? { needed } : {}) };
  }
}

/** Bytes that the longest of the values needs; `fallback` when there are none or they fit into less. */
export function neededLength({ declaration, values }: DesiredFile, fallback: number): number {
  if (values === 'unassigned') return fallback;
  const needs = values.map((value) => {
    const encoded = attempt(() => declaration.codec.encode(value, fallback));
    return encoded instanceof Uint8Array ? fallback : (encoded.needed ?? fallback);
  });
  return Math.max(fallback, ...needs);
}
