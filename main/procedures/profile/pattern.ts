import { RE2JS } from 're2js';

/**
 * A pattern of a profile, anchored at both ends. It comes from a file that anyone may have written, so it is matched in linear time
 * (RE2 syntax: no look-around, no back-references) and cannot hang the engine.
 */
export interface ValuePattern {
  matches(value: string): boolean;
}

/** `undefined` when `source` is not a regular expression of RE2 syntax. */
export function compilePattern(source: string): ValuePattern | undefined {
  try {
    const compiled = RE2JS.compile(source);
    return { matches: (value) => compiled.matches(value) };
  } catch {
    return undefined;
  }
}
