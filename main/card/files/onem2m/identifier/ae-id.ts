import { type IdentifierCheck, notWellFormed, wellFormed } from './check.ts';
import { isStem, splitSegments } from './segments.ts';

const clause = 'oneM2M TS-0004 6.2.3';

/**
 * An AE-ID: absolute (`//sp.example.com/S563423`, `//sp.example.com/cse2/C3532ea3`), SP-relative (`/S563423`, `/cse2/C3532ea3`) or
 * the stem that a service provider assigned (`S563423`). Never throws.
 */
export function checkAeId(text: string): IdentifierCheck {
  if (text === '') return notWellFormed('it is empty', clause);
  if (!text.startsWith('/')) return checkBareStem(text);
  const split = splitSegments(text);
  if (!split.ok) return notWellFormed(split.reason, clause);
  const [first = '', second, ...more] = split.segments;
  if (more.length > 0)
    return notWellFormed('more than a CSE-ID and a stem follow the service provider', clause);
  if (second === undefined) return checkStem(first, 'S', 'without a CSE-ID before it');
  return checkStem(second, 'C', 'after a CSE-ID');
}

function checkBareStem(text: string): IdentifierCheck {
  if (text.startsWith('C') && isStem(text.slice(1)))
    return notWellFormed(
      'a stem with C means nothing without the CSE-ID of the CSE that assigned it',
      clause,
    );
  return checkStem(text, 'S', 'without a CSE-ID before it');
}

function checkStem(stem: string, letter: 'S' | 'C', where: string): IdentifierCheck {
  if (!stem.startsWith(letter))
    return notWellFormed(`the stem ${where} does not begin with ${letter}`, clause);
  return isStem(stem.slice(1))
    ? wellFormed
    : notWellFormed(`no letters or digits follow the ${letter} of the stem`, clause);
}
