import { toHex } from '../../../base/bytes.ts';
import { attempt } from './errors.ts';
import type { HeldValue } from './held.ts';
import { textOf } from './part.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** UTF-8 text; `name` as on a screen. */
export function heldText(name: string): HeldValue<string> {
  return {
    empty: '',
    decode: decodeUtf8,
    encode: (value) => encodeUtf8(textOf(value)),
    fields(bytes) {
      const read = attempt(() => decodeUtf8(bytes));
      const span = { name, offset: 0, length: bytes.length };
      return [
        read.ok ? { ...span, value: read.value } : { ...span, value: toHex(bytes), note: read.problem },
      ];
    },
    summary: (value) => value,
  };
}
