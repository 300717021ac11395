import { isNode, LineCounter, parseDocument } from 'yaml';
import { InputError } from '../../base/error.ts';
import { malformedProfile } from './malformed.ts';

/** A profile is a page of text; anything longer is not one. In UTF-16 units. */
const longestSource = 100_000;
/** A profile has little to repeat: more aliases than this are a bomb. */
const mostAliases = 50;

/** The data of a YAML or JSON text and the way back to its lines. */
export interface ProfileSource {
  readonly data: unknown;
  /** Line (from 1) of the item at `path`, or of the nearest item around it. */
  lineOf(path: readonly (string | number)[]): number;
}

/**
 * Reads YAML 1.2, of which JSON is a part. Total: errors and warnings of the parser, duplicate keys, tags, several documents,
 * alias bombs, too long or too deeply nested texts are an InputError.
 * @throws InputError `profile.malformed`, `profile.too-long`
 */
export function readProfileSource(text: string): ProfileSource {
  if (text.length > longestSource)
    throw new InputError('profile.too-long', `The profile is longer than ${longestSource} characters.`, {
      hint: 'Check that this is the right file: a profile is a page of text.',
      details: { length: text.length },
    });
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof InputError) throw error;
    // The parser recurses and refuses alias bombs with built-in errors; both are the text's fault.
    throw malformedProfile('it is nested too deeply or repeats itself too often', undefined, error);
  }
}

function parse(text: string): ProfileSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined)
    throw malformedProfile(firstLine(problem.message), lines.linePos(problem.pos[0]).line, problem);
  const data: unknown = document.toJS({ maxAliasCount: mostAliases });
  const lineOf = (path: readonly (string | number)[]): number => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { data, lineOf };
}

const firstLine = (text: string): string => text.split('\n', 1)[0]!.replace(/[.:]$/, '');
