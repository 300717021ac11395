import type { CallInput } from '../../../main/contract/calls.ts';

export type KeyFileFormat = CallInput<'keys.import'>['format'];

/** A file of keys that was chosen. It lives in the import only and is let go with it. */
export interface KeyFile {
  readonly name: string;
  readonly format: KeyFileFormat;
  readonly content: string;
}

/** Which kind of file a text is: by its first characters, because names of files mislead. */
export function formatOf(content: string): KeyFileFormat {
  const begin = content.trimStart();
  // A compact JWE begins with a header in base64url, which begins with `{"`; one in JSON has a ciphertext.
  if (/^eyJ[\w-]+\.[\w-]*\./.test(begin) || (begin.startsWith('{') && /"ciphertext"\s*:/.test(begin)))
    return 'jwe';
  return begin.startsWith('{') || begin.startsWith('[') ? 'json' : 'csv';
}
