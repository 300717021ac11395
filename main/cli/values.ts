import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { InputError } from '../base/error.ts';
import { type ValuesDoc, valuesDoc } from '../contract/profile.ts';
import type { Session } from './session.ts';

export interface ValueOptions {
  /** `name=value`; a repeated name makes a list. */
  readonly set?: readonly string[];
  /** YAML or JSON file with a mapping of names to values. */
  readonly values?: string;
  /** CSV file; the row whose `iccid` is the card's is taken. */
  readonly csv?: string;
}

/** The values of a work order, from a file, from the row of a CSV for the card with `iccid`, and from --set, which wins. */
export async function collectValues(
  session: Session,
  profile: string,
  options: ValueOptions,
  iccid: () => Promise<string | undefined>,
): Promise<ValuesDoc> {
  return {
    ...(options.values === undefined ? {} : readValuesFile(options.values)),
    ...(options.csv === undefined ? {} : await rowOf(session, profile, options.csv, await iccid())),
    ...parseSettings(options.set ?? []),
  };
}

/** @throws InputError `values.malformed` */
export function parseSettings(settings: readonly string[]): ValuesDoc {
  const values = new Map<string, string | string[]>();
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at <= 0)
      throw new InputError('values.malformed', `“${setting}” is no value.`, {
        hint: 'Write --set name=value.',
      });
    const [name, value] = [setting.slice(0, at), setting.slice(at + 1)];
    const before = values.get(name);
    values.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(values);
}

function readValuesFile(path: string): ValuesDoc {
  let document: unknown;
  try {
    document = parseYaml(readText(path), { maxAliasCount: 0 });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError('values.malformed', `${path} is neither YAML nor JSON.`, {
      hint: 'Write one “name: value” a line.',
      cause,
    });
  }
  const values = valuesDoc.safeParse(document);
  if (!values.success)
    throw new InputError('values.malformed', `${path} is no list of names and values.`, {
      hint: 'Each value is a text or a list of texts; put numbers in quotes.',
      details: { where: values.error.issues[0]?.path.join('.') ?? '' },
    });
  return values.data;
}

async function rowOf(
  session: Session,
  profile: string,
  path: string,
  iccid: string | undefined,
): Promise<ValuesDoc> {
  const { rows } = await session.call('profiles.readCsv', { profile, csv: readText(path) });
  const fitting = rows.filter((row) => row.iccid === iccid);
  const [row] = fitting.length > 0 ? fitting : rows.filter((row) => row.iccid === undefined);
  if (row === undefined || (fitting.length === 0 && rows.length > 1))
    throw new InputError('values.no-row', `${path} has no row for this card.`, {
      hint: 'Add a row with its ICCID in the column “iccid”.',
      details: { iccid: iccid ?? 'not readable', rows: rows.length },
    });
  const [problem] = row.problems;
  if (problem !== undefined)
    throw new InputError('values.malformed', `Line ${row.line} of ${path}: ${problem.what}`, {
      hint: problem.hint,
    });
  return row.values;
}

/** A text file, UTF-8. @throws InputError `file.unreadable` */
export function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new InputError('file.unreadable', `${path} cannot be read.`, {
      hint: 'Check its name and its permissions.',
      cause,
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError('file.not-utf8', `${path} is not UTF-8 text.`, {
      hint: 'Save it as UTF-8 and try again.',
      cause,
    });
  }
}
