import { readFileSync, statSync } from 'node:fs';
import { InputError } from '../base/error.ts';
import { fileText } from '../base/file-text.ts';
import type { KeyInput } from '../contract/secret.ts';

/**
 * A secret by file, by environment variable or by prompt; never as an argument, where every user of the machine could read it.
 * @throws InputError `secret.none` when there is none and no terminal to ask at
 */
export async function askSecret(request: {
  /** Shown in the prompt: `ADM1`. */
  name: string;
  file: string | undefined;
  /** Name of the environment variable. */
  variable: string;
  /** Typed twice at the prompt: a new passphrase that was mistyped would lock its owner out. */
  twice?: boolean;
}): Promise<string> {
  if (request.file !== undefined) return readSecretFile(request.file);
  const fromEnvironment = process.env[request.variable];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new InputError('secret.none', `${request.name} is needed and there is no terminal to ask at.`, {
      meaning: 'Nothing was presented to the card.',
      hint: `Put it into a file that only you can read and name it, or set ${request.variable}.`,
    });
  const { password } = await import('@inquirer/prompts');
  const ask = (message: string): Promise<string> =>
    password({ message, mask: '•' }, { output: process.stderr });
  const typed = await ask(`${request.name}:`);
  if (request.twice === true && (await ask('Once more:')) !== typed)
    throw new InputError('secret.differs', 'The two are not the same.', {
      meaning: 'Nothing was set.',
      hint: 'Start the command again and type it twice.',
    });
  return typed;
}

/** @throws InputError `secret.unreadable`, `secret.empty` */
export function readSecretFile(path: string): string {
  const text = readConfidential(path).trim();
  if (text === '')
    throw new InputError('secret.empty', `The file ${path} is empty.`, {
      hint: 'Write the key into it, one line.',
    });
  return text;
}

/** A file that only its owner should read, as text. @throws InputError `secret.unreadable` */
export function readConfidential(path: string): string {
  try {
    const mode = statSync(path).mode & 0o077;
    if (mode !== 0 && process.platform !== 'win32')
      process.stderr.write(`Other users of this machine may read ${path}; chmod 600 keeps it to you.\n`);
    return fileText(readFileSync(path));
  } catch (cause) {
    throw new InputError('secret.unreadable', `The file ${path} cannot be read.`, {
      hint: 'Check its name and its permissions.',
      cause,
    });
  }
}

/**
 * Sixteen hexadecimal digits are bytes as they are; four to eight decimal digits are digits. `hex:` and `digits:` say it outright.
 * @throws InputError `key.malformed`, which does not repeat the text
 */
export function keyInputOf(text: string): KeyInput {
  const [, format, rest] = /^(hex|digits):(.*)$/s.exec(text) ?? [];
  if (format === 'hex' || format === 'digits') return { format, value: rest ?? '' };
  if (/^\d{4,8}$/.test(text)) return { format: 'digits', value: text };
  if (/^([0-9a-f][\s:]?){16}$/i.test(text)) return { format: 'hex', value: text };
  throw new InputError('key.malformed', 'This is neither a PIN nor a key.', {
    meaning: 'Nothing was presented to the card.',
    hint: 'A PIN has four to eight decimal digits, a key 16 hexadecimal digits.',
    clause: 'ETSI TS 102 221 11.1.9',
  });
}

/** `CARDWRIGHT_ADM1`, `CARDWRIGHT_UNIVERSAL_PIN`: the environment variable that may hold a key. */
export const keyVariable = (name: string): string => `CARDWRIGHT_${name.toUpperCase().replaceAll(' ', '_')}`;

/**
 * The files of `--key-file NAME=FILE`, by the names of the keys that are needed, whatever their case.
 * @throws InputError `key.malformed`, `key.unneeded`: a misspelt name must not lead to another key
 */
export function keyFilesOf(given: readonly string[], needed: readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const text of given) {
    const at = text.indexOf('=');
    const wanted = text.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (wanted === '')
      throw new InputError('key.malformed', 'A --key-file does not say for which key.', {
        meaning: 'Nothing was presented to the card.',
        hint: 'Write --key-file ADM1=FILE.',
      });
    const name = needed.find((each) => each.toLowerCase() === wanted);
    if (name === undefined || files.has(name))
      throw new InputError(
        name === undefined ? 'key.unneeded' : 'key.twice',
        name === undefined
          ? 'A --key-file is for a key that is not presented on the route of this plan.'
          : `There are two files for ${name}.`,
        {
          meaning: 'Nothing was presented to the card.',
          hint:
            needed.length === 0
              ? 'Leave it out: no key is presented. Or take another route: --route plain.'
              : `Needed: ${needed.join(', ')}.`,
        },
      );
    files.set(name, text.slice(at + 1));
  }
  return files;
}
