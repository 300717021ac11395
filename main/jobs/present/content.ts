import type * as z from 'zod';
import { toHex } from '../../base/bytes.ts';
import type { EfDeclaration, FileValue } from '../../card/files/declare.ts';
import { decodeContent } from '../../card/files/decode-content.ts';
import type { ContentDoc } from '../../contract/card.ts';

type Json = z.infer<ReturnType<typeof z.json>>;

/** The content of a transparent file or of one record, decoded; the bytes of a secret one stay here. */
export function presentContent(declaration: EfDeclaration | undefined, bytes: Uint8Array): ContentDoc {
  const { state, value, summary, fields, problem } = decodeContent(declaration, bytes);
  return {
    hex: state === 'secret' ? '' : toHex(bytes),
    state,
    summary,
    fields: fields.map((field) => ({ ...field })),
    ...(value === undefined ? {} : { value: mutable(value) }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** The same value in the mutable types that a schema gives. */
function mutable(value: FileValue): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(mutable);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mutable(member)]));
}

const isList = (value: object): value is readonly FileValue[] => Array.isArray(value);
