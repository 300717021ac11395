import type { FileValue } from '../../card/files/declare.ts';
import type { Profile, ProfileValues, ProfileVariable } from './types.ts';

/**
 * The wanted value of a file with variables in it. `${name}` stands for the variable's value; standing alone in a list, a list
 * variable contributes all its items, and standing alone as the whole value it is the list. `{ when: name, use: value }` in a list
 * contributes `value` only when the variable has a value; this is how a service table follows what is provisioned.
 */
type Template = unknown;

const reference = /\$\{([^}]*)\}/g;
const alone = /^\$\{([^}]*)\}$/;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isList(value);

interface Condition {
  readonly when: string;
  readonly use: unknown;
}
const isCondition = (value: unknown): value is Condition =>
  isRecord(value) && Object.keys(value).length === 2 && typeof value['when'] === 'string' && 'use' in value;

/** The variables that `template` uses; `conditional` ones may be without a value. */
export interface TemplateVariables {
  readonly needed: ReadonlySet<string>;
  readonly conditional: ReadonlySet<string>;
}

export function variablesOf(template: Template): TemplateVariables {
  const needed = new Set<string>();
  const conditional = new Set<string>();
  const walk = (item: unknown, into: Set<string>): void => {
    if (typeof item === 'string') for (const match of item.matchAll(reference)) into.add(match[1]!);
    else if (isCondition(item)) {
      conditional.add(item.when);
      walk(item.use, conditional);
    } else if (isList(item)) for (const each of item) walk(each, into);
    else if (isRecord(item)) for (const each of Object.values(item)) walk(each, into);
  };
  walk(template, needed);
  return { needed, conditional };
}

/** Why `template` cannot be used with these variables; `undefined` when it can. Meant for the author of the profile. */
export function templateProblem(
  template: Template,
  variables: ReadonlyMap<string, ProfileVariable>,
): string | undefined {
  const used = variablesOf(template);
  for (const name of [...used.needed, ...used.conditional])
    if (!variables.has(name)) return `\${${name}} is not among the variables`;
  return misplacedList(template, variables, 'whole');
}

/** A list variable can stand alone as the whole value or as an item of a list, nowhere else. */
function misplacedList(
  item: unknown,
  variables: ReadonlyMap<string, ProfileVariable>,
  place: 'whole' | 'item' | 'other',
): string | undefined {
  if (typeof item === 'string') {
    if (place !== 'other' && alone.test(item)) return undefined;
    for (const match of item.matchAll(reference))
      if (variables.get(match[1]!)?.list === true)
        return `\${${match[1]}} is a list and cannot be part of a text`;
    return undefined;
  }
  if (isCondition(item)) {
    if (place !== 'item') return '“when” and “use” can only stand in a list';
    return misplacedList(item.use, variables, 'item');
  }
  const children = isList(item) ? item : isRecord(item) ? Object.values(item) : [];
  for (const child of children) {
    // A list variable as a member of an object becomes the member's list: { services: ${services} }.
    const problem = misplacedList(child, variables, isList(item) ? 'item' : 'whole');
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/**
 * `template` with the values put in, or `undefined` when a variable that it needs has no value: the file is then unassigned.
 * `values` hold what {@link resolveValues} returned for a template without {@link templateProblem}.
 */
export function expandTemplate(template: Template, values: ProfileValues): FileValue | undefined {
  for (const name of variablesOf(template).needed) if (valueOf(values, name) === undefined) return undefined;
  return expand(template, values);
}

/** A variable may be named `constructor`, as a member of every object is. */
const valueOf = (values: ProfileValues, name: string): ProfileValues[string] | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

function expand(item: unknown, values: ProfileValues): FileValue {
  if (typeof item === 'string') {
    const name = alone.exec(item)?.[1];
    const value = name === undefined ? undefined : valueOf(values, name);
    if (value !== undefined) return value;
    return item.replace(reference, (_, each: string) => String(valueOf(values, each) ?? ''));
  }
  if (isList(item)) return item.flatMap((each) => expandItem(each, values));
  if (isRecord(item))
    return Object.fromEntries(Object.entries(item).map(([key, each]) => [key, expand(each, values)]));
  if (typeof item === 'number' || typeof item === 'boolean') return item;
  return null;
}

function expandItem(item: unknown, values: ProfileValues): FileValue[] {
  if (isCondition(item)) {
    const needed = [item.when, ...variablesOf(item.use).needed];
    return needed.every((name) => valueOf(values, name) !== undefined) ? expandItem(item.use, values) : [];
  }
  const value = expand(item, values);
  return typeof item === 'string' && isList(value) ? [...value] : [value];
}

/** Names of the files in which the variable stands alone as the value or as one of its items. */
export function filesHolding(profile: Profile, variable: string): readonly string[] {
  const whole = `\${${variable}}`;
  const holds = (item: unknown): boolean =>
    item === whole || (isList(item) ? item.some(holds) : isCondition(item) && holds(item.use));
  return profile.files.filter(({ value }) => holds(value)).map(({ name }) => name);
}
