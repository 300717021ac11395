const escapeCharacter = String.fromCharCode(0x1b);
/** The colours and weights of `paint`; a concealing one is not among them. */
const ownStyles = new RegExp(`${escapeCharacter}\\[(?:[0-4]|2[2-4]|3[1-69]|9[0-7])m`);
/** Controls but line feed and tab, and the marks that turn the direction of what follows. */
const dangerous = /[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const either = new RegExp(`${ownStyles.source}|${dangerous.source}`, 'gu');

/**
 * `text` without what could take over the terminal: names on a card, in a profile or of a reader are written by others. Control characters
 * are shown as their pictures (␛), others as �.
 */
export function printable(text: string): string {
  return text.replace(either, (found) => (ownStyles.test(found) ? found : pictureOf(found)));
}

/** The same in one line. */
export function inOneLine(text: string): string {
  return printable(text).replace(/[\n\t]/g, pictureOf);
}

/** JSON that is as safe to show, and says the same: what JSON need not escape is escaped. */
export function printableJson(json: string): string {
  const escape = (found: string): string => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return json.replace(new RegExp(dangerous.source, 'gu'), escape);
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD';
}
