import { checkIdentifier } from '../../card/files/onem2m/identifier/by-file.ts';
import { compilePattern } from './pattern.ts';
import { filesHolding } from './template.ts';
import type { Profile, ProfileValues, ProfileVariable } from './types.ts';

/** Why a value, or the values as a whole, cannot be used. */
export interface ValueProblem {
  /** Name of the variable; absent for the values as a whole. */
  readonly variable?: string;
  /** One sentence. */
  readonly what: string;
  readonly hint: string;
}

export interface ResolvedValues {
  /** What was given, tidied, and the defaults; variables without a value are absent. */
  readonly values: ProfileValues;
  readonly problems: readonly ValueProblem[];
}

/** As many as the records of a file. */
const longestList = 254;
/** Longer than any file that holds one value. In UTF-16 units. */
const longestValue = 1000;

/**
 * The values of a profile's variables: space around them is taken away, an empty text is no value, defaults are filled in, a text for a
 * list is split at spaces and `|`. Every value is checked against the variable's pattern and, where it stands alone in a file, against the
 * syntax of the identifier there. Never throws.
 */
export function resolveValues(profile: Profile, given: ProfileValues): ResolvedValues {
  const values: Record<string, string | readonly string[]> = {};
  const problems: ValueProblem[] = [];
  const known = new Set(profile.variables.map(({ name }) => name));
  for (const name of Object.keys(given))
    if (!known.has(name))
      problems.push({
        variable: name,
        what: `“${name}” is not a variable of this profile.`,
        hint: `Use ${[...known].join(', ') || 'no values: the profile has no variables'}.`,
      });
  for (const variable of profile.variables) {
    const value = valueOf(variable, Object.hasOwn(given, variable.name) ? given[variable.name] : undefined);
    if (value === undefined) {
      if (variable.required) problems.push(missing(variable));
    } else if (Array.isArray(value) && !variable.list) problems.push(notOne(variable, value.length));
    else if (Array.isArray(value) && value.length > longestList) problems.push(tooMany(variable));
    else {
      values[variable.name] = value;
      problems.push(...problemsOf(profile, variable, value));
    }
  }
  return { values, problems };
}

function valueOf(
  variable: ProfileVariable,
  given: string | readonly string[] | undefined,
): string | readonly string[] | undefined {
  const items = [given ?? []].flat().map((item) => item.trim());
  const present = (variable.list ? items.flatMap((item) => item.split(/[\s|]+/)) : items).filter(
    (item) => item !== '',
  );
  if (present.length === 0) return variable.default?.length === 0 ? undefined : variable.default;
  return variable.list || present.length > 1 ? present : present[0];
}

function problemsOf(
  profile: Profile,
  variable: ProfileVariable,
  value: string | readonly string[],
): ValueProblem[] {
  const items = [value].flat();
  const files = filesHolding(profile, variable.name);
  const pattern = variable.pattern === undefined ? undefined : compilePattern(variable.pattern);
  const problems = items.flatMap((item) => {
    const what =
      whatIsWrong(item) ??
      (pattern?.matches(item) === false ? 'has not the form that the profile asks for' : undefined);
    if (what !== undefined) return [problem(variable, item, what)];
    const syntax = files.map((file) => checkIdentifier(file, item)).find((check) => check?.ok === false);
    return syntax?.ok === false
      ? [problem(variable, item, `is not valid: ${syntax.reason} (${syntax.clause})`)]
      : [];
  });
  const repeated = items.find((item, at) => items.indexOf(item) !== at);
  if (repeated !== undefined) problems.push(problem(variable, repeated, 'is there more than once'));
  return problems;
}

function whatIsWrong(item: string): string | undefined {
  if (item.length > longestValue) return `is longer than ${longestValue} characters`;
  if (!item.isWellFormed() || item.includes('\uFFFD')) return 'has characters that are not valid UTF-8';
  return /\p{Cc}/u.test(item) ? 'has control characters' : undefined;
}

function problem(variable: ProfileVariable, item: string, what: string): ValueProblem {
  const shown = item.length > 60 ? `${item.slice(0, 60).toWellFormed()}…` : item.toWellFormed();
  return {
    variable: variable.name,
    what: `${variable.title}: “${shown}” ${what}.`,
    hint: variable.example === undefined ? 'Correct the value.' : `Write it like ${variable.example}.`,
  };
}

function missing(variable: ProfileVariable): ValueProblem {
  return {
    variable: variable.name,
    what: `${variable.title} is missing.`,
    hint: variable.example === undefined ? 'Enter a value.' : `Enter a value such as ${variable.example}.`,
  };
}

function tooMany(variable: ProfileVariable): ValueProblem {
  return {
    variable: variable.name,
    what: `${variable.title} has more than ${longestList} items, which no file could hold.`,
    hint: 'Leave some of them out.',
  };
}

function notOne(variable: ProfileVariable, count: number): ValueProblem {
  return {
    variable: variable.name,
    what: `${variable.title} takes one value, not ${count}.`,
    hint: 'Keep one of them.',
  };
}
