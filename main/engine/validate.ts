import * as z from 'zod';
import { InputError } from '../base/error.ts';
import { type CallName, calls } from '../contract/calls.ts';

export type ParsedInput<N extends CallName> = z.output<(typeof calls)[N]['input']>;

/** The contract in a form in which TypeScript can follow one call's name to its schema. */
const schemas: { readonly [N in CallName]: { readonly input: z.ZodType<ParsedInput<N>> } } = calls;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

/** @throws InputError `contract.unknown-call` */
export function checkCallName(name: string): CallName {
  if (isCallName(name)) return name;
  throw new InputError('contract.unknown-call', 'The engine does not know this call.', {
    meaning: 'Nothing was done.',
    hint: 'Use the versions of the engine and of the program that calls it from one release.',
    details: /^[\w.-]{1,60}$/.test(name) ? { call: name } : {},
  });
}

/**
 * The input of a call, checked. The error names the field but repeats nothing of the input, neither values nor names the contract does not
 * know: either could be a secret in the wrong place.
 * @throws InputError `contract.invalid-input`
 */
export function checkInput<N extends CallName>(name: N, input: unknown): ParsedInput<N> {
  const schema = schemas[name].input;
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue === undefined ? '' : knownPath(schema, issue.path);
  throw new InputError(
    'contract.invalid-input',
    field === '' ? `The input of ${name} does not fit.` : `The field “${field}” of ${name} does not fit.`,
    {
      meaning: 'Nothing was done.',
      hint: issue === undefined ? 'Check the input.' : adviceOn(issue, field),
      details: { call: name, field, problem: issue?.code ?? 'custom' },
    },
  );
}

/** The part of `path` that the schema itself names; keys of records are written as `*`. */
function knownPath(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const names: string[] = [];
  let at: unknown = schema;
  for (const key of path) {
    at = unwrapped(at);
    if (at instanceof z.ZodObject && typeof key === 'string' && Object.hasOwn(at.shape, key)) {
      names.push(key);
      at = at.shape[key];
    } else if (at instanceof z.ZodArray && typeof key === 'number') {
      names.push(String(key));
      at = at.element;
    } else if (at instanceof z.ZodRecord) {
      names.push('*');
      at = at.valueType;
    } else {
      break;
    }
  }
  return names.join('.');
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrapped(schema.unwrap())
    : schema;
}

function adviceOn(issue: z.core.$ZodIssue, field: string): string {
  const where = field === '' ? 'the input' : `“${field}”`;
  if (issue.code === 'invalid_type') return `Give ${where} as ${issue.expected}.`;
  if (issue.code === 'too_big') return `Make ${where} at most ${issue.maximum.toString()} long or large.`;
  if (issue.code === 'too_small') return `Make ${where} at least ${issue.minimum.toString()} long or large.`;
  if (issue.code === 'unrecognized_keys')
    return `Take the fields out of ${where} that the call does not know.`;
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.map(String).join(', ')}.`;
  return `Check ${where} against the description of the call.`;
}
