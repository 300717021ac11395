import { createHash } from 'node:crypto';
import type { core } from 'zod';
import { InputError } from '../../base/error.ts';
import { keyReference } from '../../card/access/key-reference.ts';
import { declarationNamed } from '../../card/files/table.ts';
import { malformedProfile } from './malformed.ts';
import { compilePattern } from './pattern.ts';
import { type ProfileText, profileSchema } from './schema.ts';
import { type ProfileSource, readProfileSource } from './source.ts';
import { templateProblem } from './template.ts';
import type { Profile, ProfileVariable } from './types.ts';

type Path = readonly (string | number)[];

/**
 * A profile from its YAML or JSON text. Total: whatever the text, the result is a valid profile or an InputError that names the line.
 * @throws InputError `profile.malformed`, `profile.version` (written for another major version), `profile.too-long`
 */
export function parseProfile(text: string): Profile {
  const source = readProfileSource(text);
  checkVersion(source);
  const checked = profileSchema.safeParse(source.data);
  if (!checked.success) throw firstIssue(checked.error.issues, source);
  const profile = build(checked.data, text);
  checkMeaning(profile, source);
  return profile;
}

function checkVersion(source: ProfileSource): void {
  const { data } = source;
  const stated =
    typeof data === 'object' && data !== null && 'cardwright' in data ? data.cardwright : undefined;
  const version = typeof stated === 'string' ? /^profile\/(\d{1,9})$/.exec(stated)?.[1] : undefined;
  if (version === undefined)
    throw malformedProfile('it does not say “cardwright: profile/1”', source.lineOf(['cardwright']));
  if (version !== '1')
    throw new InputError('profile.version', `The profile is written for version ${version} of the format.`, {
      hint: 'This Cardwright reads profile/1. Use the Cardwright that the profile was made for, or convert it.',
      meaning: 'No card was touched.',
      details: { version: Number(version), supported: 1 },
    });
}

/** The first thing that the schema found, in words and with its line. */
function firstIssue(issues: readonly core.$ZodIssue[], source: ProfileSource): InputError {
  // A misspelt key is also a missing one: what is there too much explains both.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
  const at = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const place = at.length === 0 ? '' : ` in ${pathText(at)}`;
    return malformedProfile(
      `the key “${key.slice(0, 80)}”${place} is not known`,
      source.lineOf([...at, key]),
    );
  }
  const why = issue.message.charAt(0).toLowerCase() + issue.message.slice(1).replace(/\.$/, '');
  return malformedProfile(`${pathText(at)}: ${why}`, source.lineOf(at));
}

const pathText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '') || 'the text';

function build(data: ProfileText, text: string): Profile {
  const { target } = data;
  return {
    name: data.name,
    version: data.version,
    title: data.title,
    description: data.description,
    target:
      target.kind === 'df-1m2m'
        ? {
            kind: target.kind,
            host: target.host,
            ...(target.fid === undefined ? {} : { fid: Number.parseInt(target.fid, 16) }),
          }
        : { kind: target.kind, ...(target.aid === undefined ? {} : { aid: target.aid.toLowerCase() }) },
    create: data.create,
    updateKey: keyReference(data.updateKey),
    variables: data.variables,
    files: data.files.map((file) => ({ ...file, name: canonicalName(file.name) })),
    digest: createHash('sha256').update(text, 'utf8').digest('hex'),
    source: text,
  };
}

/** Profiles may write the names of files in any case. */
const canonicalName = (name: string): string => declarationNamed('1M2M', name)?.name ?? name;

/** What a schema cannot say: names that refer to each other, patterns, files of the standard. */
function checkMeaning(profile: Profile, source: ProfileSource): void {
  const fail = (why: string, path: Path): never => {
    throw malformedProfile(why, source.lineOf(path));
  };
  const variables = new Map<string, ProfileVariable>();
  for (const [at, variable] of profile.variables.entries()) {
    const path = ['variables', at];
    if (variables.has(variable.name)) fail(`the variable “${variable.name}” is there twice`, path);
    variables.set(variable.name, variable);
    const problem = variableProblem(variable);
    if (problem !== undefined) fail(`the variable “${variable.name}”: ${problem}`, path);
  }
  const names = new Set<string>();
  for (const [at, file] of profile.files.entries()) {
    const path = ['files', at];
    const declaration = declarationNamed('1M2M', file.name);
    if (declaration === undefined)
      fail(`“${file.name}” is not a oneM2M file of TS-0003 D.1.3`, [...path, 'name']);
    if (names.has(file.name)) fail(`the file ${file.name} is there twice`, path);
    names.add(file.name);
    const problem = templateProblem(file.value, variables);
    if (problem !== undefined) fail(`${file.name}: ${problem}`, [...path, 'value']);
    const transparent = declaration?.structure === 'transparent';
    if (transparent && (file.recordLength ?? file.records) !== undefined)
      fail(`${file.name} has no records: give its size`, path);
    if (!transparent && file.size !== undefined)
      fail(`${file.name} has records: give recordLength and records`, path);
  }
  if (profile.create && profile.target.kind === 'df-1m2m' && profile.target.fid === undefined)
    fail('a profile that creates the DF_1M2M names its FID', ['target']);
}

function variableProblem(variable: ProfileVariable): string | undefined {
  const pattern = variable.pattern === undefined ? undefined : compilePattern(variable.pattern);
  if (variable.pattern !== undefined && pattern === undefined)
    return 'the pattern is not a regular expression (RE2 syntax)';
  if (variable.default === undefined) return undefined;
  if (Array.isArray(variable.default) !== variable.list)
    return variable.list ? 'the default of a list is a list' : 'the default is one text';
  const bad = [variable.default].flat().some((value) => pattern?.matches(value) === false);
  return bad ? 'the default does not match the pattern' : undefined;
}
