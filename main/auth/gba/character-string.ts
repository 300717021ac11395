import { InputError } from '../../base/error.ts';

/**
 * A character string as an input of a key derivation: Normalization Form KC, then UTF-8. 3GPP TS 33.220 B.2.1; oneM2M
 * TS-0003 10.3 has the same rule. Both ends must come to the same bytes, so nothing else is changed, not even case.
 * @throws InputError `key.character-string` for an empty text or one with half a surrogate pair, which has no UTF-8
 */
export function encodeCharacterString(name: string, text: string): Uint8Array {
  if (text === '' || !text.isWellFormed())
    throw new InputError(
      'key.character-string',
      `${name} is ${text === '' ? 'empty' : 'not valid Unicode'}.`,
      {
        hint: `Give ${name} as text.`,
        clause: '3GPP TS 33.220 B.2.1',
      },
    );
  return new TextEncoder().encode(text.normalize('NFKC'));
}
