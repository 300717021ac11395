import { toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { bytes as count } from './codec/errors.ts';
import type { EfDeclaration, FieldSpan, FileValue } from './declare.ts';

/** A content of a transparent file or of one record in the user's terms. */
export interface DecodedContent {
  readonly state: 'value' | 'unassigned' | 'malformed' | 'unknown-coding' | 'secret';
  /** JSON; only in the state `value`. */
  readonly value?: FileValue;
  /** One line. */
  readonly summary: string;
  readonly fields: readonly FieldSpan[];
  /** What is wrong with a malformed content, one sentence. */
  readonly problem?: string;
}

/**
 * Decodes any content: of a declared file, or of one that Cardwright does not know, which is one field of hexadecimal. Total: it throws
 * for no bytes. A secret content is not looked at.
 */
export function decodeContent(declaration: EfDeclaration | undefined, bytes: Uint8Array): DecodedContent {
  if (declaration === undefined) return unknownCoding(bytes);
  const { codec } = declaration;
  if (declaration.secret === true) return secret(bytes);
  const fields = codec.fields(bytes);
  if (codec.isUnassigned(bytes)) return { state: 'unassigned', summary: 'not assigned', fields };
  try {
    const value = codec.decode(bytes);
    return { state: 'value', value, summary: codec.summary(value), fields };
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    return { state: 'malformed', summary: 'malformed', fields, problem: error.message };
  }
}

function unknownCoding(bytes: Uint8Array): DecodedContent {
  return {
    state: 'unknown-coding',
    summary: count(bytes.length),
    fields: [{ name: 'Content', value: toHex(bytes), offset: 0, length: bytes.length }],
  };
}

function secret({ length }: Uint8Array): DecodedContent {
  return {
    state: 'secret',
    summary: 'not shown',
    fields: [{ name: 'Content', value: 'not shown', offset: 0, length }],
  };
}
