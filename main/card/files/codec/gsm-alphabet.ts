import { hex8 } from '../../../base/bytes.ts';
import { malformed } from './errors.ts';

const escape = 0x1b;

/** The default alphabet of 3GPP TS 23.038 6.2.1 by code; 1B is the escape to the extension table. */
const basic = Array.from(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** The extension table, 3GPP TS 23.038 6.2.1.1. */
const extension: ReadonlyMap<number, string> = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]);

const basicCodes = new Map(basic.map((character, code) => [character, code]));
basicCodes.delete('\u001b');
const extensionCodes = new Map([...extension].map(([code, character]) => [character, code]));

/** The character of a code without the extension table; `undefined` for the escape and for codes above 7F. */
export function gsmCharacter(code: number): string | undefined {
  return code === escape ? undefined : basic[code];
}

/** The code of a character that needs no escape. */
export function gsmCode(character: string): number | undefined {
  return basicCodes.get(character);
}

/** Text with one code a byte, bit 8 zero. @throws CardError `file.malformed` */
export function decodeGsmText(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes[i]!;
    const escaped = code === escape ? bytes[i + 1] : undefined;
    const character = escaped === undefined ? gsmCharacter(code) : extension.get(escaped);
    if (character === undefined)
      throw malformed(`byte ${hex8(escaped ?? code)} is not a character of the GSM default alphabet`);
    if (escaped !== undefined) i++;
    text += character;
  }
  return text;
}

/** `undefined` when a character is in neither table. */
export function encodeGsmText(text: string): Uint8Array | undefined {
  const codes: number[] = [];
  for (const character of text) {
    const plain = basicCodes.get(character);
    const escaped = extensionCodes.get(character);
    if (plain !== undefined) codes.push(plain);
    else if (escaped !== undefined) codes.push(escape, escaped);
    else return undefined;
  }
  return Uint8Array.from(codes);
}
