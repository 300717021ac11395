import { type IdentifierCheck, notWellFormed, wellFormed } from './check.ts';

const clause = 'IETF RFC 3986 2';

/** At least one character, and only those that a URI is written with. Never throws. */
export function checkUriText(text: string): IdentifierCheck {
  if (text === '') return notWellFormed('it is empty', clause);
  if (/\s/.test(text)) return notWellFormed('it has a space', clause);
  if (/%(?![0-9a-f]{2})/i.test(text))
    return notWellFormed('a % is not followed by two hexadecimal digits', clause);
  const stranger = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/u.exec(text)?.[0];
  return stranger === undefined
    ? wellFormed
    : notWellFormed(`“${stranger}” is not a character of a URI`, clause);
}
