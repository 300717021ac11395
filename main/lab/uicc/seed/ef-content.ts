import { concatBytes, fromHex, padRight } from '../../../base/bytes.ts';
import { CardwrightError } from '../../../base/error.ts';
import type { EfDeclaration } from '../../../card/files/declare.ts';
import { malformedSeed } from './malformed.ts';
import type { SeedEf } from './schema.ts';

/** What the builder knows of a file that the seed leaves without content. */
export interface ContentHints {
  /** Bytes or records that the card itself determines: EF_DIR, EF_ICCID. */
  readonly own?: readonly Uint8Array[];
}

export interface EfContent {
  readonly body: Uint8Array;
  readonly recordLength?: number;
}

/** The content of one EF: by value where its codec can say it, by bytes, else as before personalisation, filled up with FF. */
export function efContent(
  said: SeedEf,
  declaration: EfDeclaration | undefined,
  structure: EfDeclaration['structure'],
  hints: ContentHints,
): EfContent {
  const name = said.file ?? said.fid ?? '?';
  if (structure === 'linear-fixed' || structure === 'cyclic')
    return recordContent(name, said, declaration, hints.own);
  const own = hints.own?.[0];
  const given = said.hex === undefined ? undefined : fromHex(said.hex);
  const size = said.size ?? Math.max(declaration?.size.typical ?? 0, given?.length ?? own?.length ?? 0);
  if (size === 0) throw malformedSeed(name, 'its size is missing');
  const body = given ?? encoded(name, declaration, said.value, size) ?? own ?? unassigned(declaration, size);
  if (body.length > size) throw malformedSeed(name, `its content is longer than ${size} bytes`);
  return { body: padRight(body, size) };
}

function recordContent(
  name: string,
  said: SeedEf,
  declaration: EfDeclaration | undefined,
  own: readonly Uint8Array[] | undefined,
): EfContent {
  const given = said.hexRecords?.map((record) => fromHex(record));
  const longest = Math.max(0, ...[...(given ?? []), ...(own ?? [])].map(({ length }) => length));
  const recordLength = said.recordLength ?? Math.max(declaration?.size.typical ?? 0, longest);
  if (recordLength < longest || recordLength === 0 || recordLength > 255)
    throw malformedSeed(name, `records of ${recordLength} bytes do not do`);
  const values = said.records?.map((value) => encoded(name, declaration, value, recordLength));
  const records = given ?? values ?? own ?? [];
  const count = said.recordCount ?? Math.max(records.length, declaration?.typicalRecords ?? 1);
  if (records.length > count) throw malformedSeed(name, `it has more than ${count} records`);
  const all = Array.from({ length: count }, (_, i) =>
    padRight(records[i] ?? unassigned(declaration, recordLength), recordLength),
  );
  return { body: concatBytes(...all), recordLength };
}

function encoded(
  name: string,
  declaration: EfDeclaration | undefined,
  value: SeedEf['value'],
  size: number,
): Uint8Array | undefined {
  if (value === undefined) return undefined;
  if (declaration === undefined) throw malformedSeed(name, 'it has a value, but no coding is declared');
  try {
    return declaration.codec.encode(value, size);
  } catch (error) {
    if (error instanceof CardwrightError) throw malformedSeed(name, error.message, error);
    throw error;
  }
}

function unassigned(declaration: EfDeclaration | undefined, size: number): Uint8Array {
  return declaration?.prePersonalised?.(size) ?? new Uint8Array(size).fill(0xff);
}
