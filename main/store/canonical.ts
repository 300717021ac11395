import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { InternalError } from '../base/error.ts';

/** Canonical JSON, RFC 8785: one text for one document. Members that are `undefined` are left out. */
export function canonicalJson(document: unknown): string {
  try {
    const text = canonicalize(document);
    if (text !== undefined) return text;
  } catch (cause) {
    throw notJson(cause);
  }
  throw notJson(undefined);
}

/** SHA-256 over the canonical JSON in UTF-8, lower-case hexadecimal. */
export function canonicalHash(document: unknown): string {
  return createHash('sha256').update(canonicalJson(document), 'utf8').digest('hex');
}

function notJson(cause: unknown): InternalError {
  return new InternalError('store.not-json', 'A document holds something that JSON cannot carry.', {
    hint: 'Report this with the steps that led to it.',
    cause,
  });
}
