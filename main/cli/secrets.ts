import { readFileSync, statSync } from 'node:fs';
import { InputError } from '../base/error.ts';
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
  return password({ message: `${request.name}:`, mask: '•' }, { output: process.stderr });
}

function readSecretFile(path: string): string {
  let text: string;
  try {
    const mode = statSync(path).mode & 0o077;
    if (mode !== 0 && process.platform !== 'win32')
      process.stderr.write(`Other users of this machine may read ${path}; chmod 600 keeps it to you.\n`);
    text = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new InputError('secret.unreadable', `The file ${path} cannot be read.`, {
      hint: 'Check its name and its permissions.',
      cause,
    });
  }
  if (text === '')
    throw new InputError('secret.empty', `The file ${path} is empty.`, {
      hint: 'Write the key into it, one line.',
    });
  return text;
}

/** Sixteen or more hexadecimal digits are bytes as they are; four to eight decimal digits are digits. `hex:` and `digits:` say it outright. */
export function keyInputOf(text: string): KeyInput {
  const [, format, rest] = /^(hex|digits):(.*)$/.exec(text) ?? [];
  if (format === 'hex' || format === 'digits') return { format, value: rest ?? '' };
  return { format: /^\d{4,8}$/.test(text) ? 'digits' : 'hex', value: text };
}
