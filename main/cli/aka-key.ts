import * as z from 'zod';
import { InputError } from '../base/error.ts';
import { type AkaAlgorithmInput, akaAlgorithmInput } from '../contract/aka.ts';
import { valuesIn } from './given-file.ts';
import { askSecret, readSecretFile } from './secrets.ts';

export interface AkaKeyOptions {
  readonly keyFile?: string;
  readonly algorithm?: string;
  /** The key is OP or TOP, not OPc or TOPc; for the prompt. */
  readonly op?: boolean;
}

const names = ['milenage', 'tuak', 'xor'] as const;
/** By their names in lower case. */
const members: ReadonlyMap<string, string> = new Map(
  ['k', 'op', 'opc', 'top', 'topc', 'macBits', 'resBits', 'ckBits', 'ikBits', 'iterations'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);
const isNumber = (member: string): boolean => member.endsWith('Bits') || member === 'iterations';

/**
 * The subscriber's key: from a file (`algorithm=milenage`, `k=…`, `opc=…`), else from CARDWRIGHT_K and CARDWRIGHT_OPC, CARDWRIGHT_OP,
 * CARDWRIGHT_TOPC or CARDWRIGHT_TOP, else typed; never from the command line. `undefined` where none was asked for.
 * @throws InputError `aka.key-file`, `aka.algorithm`, `secret.…`
 */
export async function readAkaKey(
  { keyFile, algorithm, op }: AkaKeyOptions,
  needed: boolean,
): Promise<AkaAlgorithmInput | undefined> {
  if (keyFile !== undefined) return fromFile(keyFile, algorithm);
  if (algorithm === undefined && !needed) return undefined;
  const name = checkedName(algorithm ?? 'milenage');
  const k = await secret('K');
  if (name === 'xor') return parsed({ name, k });
  const variant = `${name === 'tuak' ? 'T' : ''}OP${op === true ? '' : 'c'}`;
  return parsed({ name, k, [variant.toLowerCase()]: await secret(variant) });
}

const secret = (name: string): Promise<string> =>
  askSecret({ name, file: undefined, variable: `CARDWRIGHT_${name.toUpperCase()}` });

function fromFile(path: string, algorithm: string | undefined): AkaAlgorithmInput {
  const input: Record<string, string | number> = {};
  let name = algorithm;
  for (const [key, value] of valuesIn(readSecretFile(path))) {
    const member = members.get(key);
    if (key === 'algorithm' || key === 'name') name ??= value.toLowerCase();
    else if (member === undefined) throw unusable();
    else input[member] = isNumber(member) ? Number(value) : value;
  }
  return parsed({ name: checkedName(name ?? 'milenage'), ...input });
}

function checkedName(name: string): (typeof names)[number] {
  const found = names.find((each) => each === name.toLowerCase());
  if (found !== undefined) return found;
  throw new InputError('aka.algorithm', `“${name}” is no algorithm that Cardwright knows.`, {
    hint: `Use one of: ${names.join(', ')}.`,
  });
}

function parsed(input: unknown): AkaAlgorithmInput {
  const result = akaAlgorithmInput.safeParse(input);
  if (result.success) return result.data;
  if (result.error instanceof z.ZodError) throw unusable();
  throw result.error;
}

function unusable(): InputError {
  return new InputError('aka.key-file', 'The key of the subscriber cannot be used.', {
    hint: 'Needed are algorithm (milenage, tuak or xor), k, and opc or op (topc or top), in hexadecimal.',
    meaning: 'The card was not asked.',
  });
}
