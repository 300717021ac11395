import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, YAMLError } from 'yaml';
import * as z from 'zod';
import { InputError } from '../../../base/error.ts';
import type { CardImage } from '../os/image.ts';
import { buildImage } from './build.ts';
import type { SeedTemplates } from './entries.ts';
import { malformedSeed } from './malformed.ts';
import { type SeedDescription, seedSchema, seedTemplate } from './schema.ts';

/** A kind of software card. */
export interface Seed {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The card as it leaves its maker. */
  readonly image: CardImage;
}

const shippedFolder = new URL('../../seeds/', import.meta.url);
const templateFolder = new URL('templates/', shippedFolder);
const extension = '.yaml';

/** What is looked at before `extends` is resolved. */
const anySeed = z.looseObject({
  extends: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  keys: z.record(z.string(), z.unknown()).optional(),
});

/** Names, titles and descriptions of the seeds that come with Cardwright, by name. @throws InputError `seed.malformed` */
export function listSeeds(): readonly Pick<Seed, 'name' | 'title' | 'description'>[] {
  return shippedNames().map((name) => {
    const { title, description } = readDescription(shippedPath(name));
    return { name, title, description };
  });
}

/**
 * A seed by its name or, where it ends in `.yaml`, by the path of its file.
 * @throws InputError `seed.unknown`, `seed.unreadable`, `seed.malformed`
 */
export function loadSeed(nameOrPath: string): Seed {
  const isPath = nameOrPath.endsWith(extension);
  if (!isPath && !shippedNames().includes(nameOrPath))
    throw new InputError('seed.unknown', `There is no seed “${nameOrPath}”.`, {
      hint: `Choose one of: ${shippedNames().join(', ')}; or give the path of a .yaml file.`,
    });
  const path = isPath ? nameOrPath : shippedPath(nameOrPath);
  const name = basename(path, extension);
  const description = readDescription(path);
  return {
    name,
    title: description.title,
    description: description.description,
    image: buildImage(name, description, readTemplates()),
  };
}

/** A seed that `extends` another has the other's members where it has none of its own; keys are joined one by one. */
function readDescription(path: string): SeedDescription {
  const { extends: base, ...own } = readYaml(path, anySeed);
  if (base === undefined) return fitting(path, seedSchema, own);
  const under = readYaml(shippedPath(base), anySeed);
  const keys = { ...under['keys'], ...own['keys'] };
  const { extends: _, ...joined } = { ...under, ...own, keys };
  return fitting(path, seedSchema, joined);
}

function readTemplates(): SeedTemplates {
  const names = yamlNames(templateFolder);
  return new Map(
    names.map((name) => {
      const path = fileURLToPath(new URL(`${name}${extension}`, templateFolder));
      return [name, readYaml(path, seedTemplate).files];
    }),
  );
}

function readYaml<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  return fitting(path, schema, parseYaml(path));
}

function parseYaml(path: string): unknown {
  const text = readText(path);
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLError) throw malformedSeed(basename(path), 'it is not YAML', error);
    // The parser refuses alias bombs with a built-in error, and recurses.
    throw malformedSeed(basename(path), 'it repeats itself too often or is nested too deeply', error);
  }
}

function fitting<S extends z.ZodType>(path: string, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw malformedSeed(basename(path), firstProblem(result.error), result.error);
  return result.data;
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'it does not fit' : `${issue.path.join('.')}: ${issue.message}`;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError('seed.unreadable', `The seed file ${basename(path)} cannot be read.`, {
      hint: 'Check the path.',
      cause: error,
    });
  }
}

function shippedNames(): readonly string[] {
  return yamlNames(shippedFolder);
}

function shippedPath(name: string): string {
  return fileURLToPath(new URL(`${name}${extension}`, shippedFolder));
}

function yamlNames(folder: URL): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => basename(file, extension))
    .sort();
}
