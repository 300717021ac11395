import { malformed, unusable } from './errors.ts';
import { list } from './list.ts';
import { type Part, textOf } from './part.ts';

const languagePart: Part<string> = {
  decode(bytes) {
    const code = String.fromCharCode(...bytes);
    if (!/^[a-z]{2}$/i.test(code)) throw malformed('a language code is not two letters');
    return code;
  },
  encode(value) {
    const code = textOf(value);
    if (!/^[a-z]{2}$/i.test(code)) throw unusable(`“${code}” is not a language code of two letters`);
    return Uint8Array.from(code, (letter) => letter.charCodeAt(0));
  },
  describe: (value) => value,
};

/** Languages as two letters of ISO 639, the most preferred first. */
export const languageList = list({
  name: 'Language',
  size: 2,
  part: languagePart,
  empty: Uint8Array.of(0xff, 0xff),
});
