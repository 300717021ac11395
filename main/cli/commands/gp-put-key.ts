import type { Command } from 'commander';
import type { GpChangeInput } from '../../contract/globalplatform.ts';
import { keyAlgorithm } from '../../contract/keys.ts';
import { askSecret } from '../secrets.ts';
import { addChangeOptions, type ChangeOptions, change } from './gp-change.ts';
import { choiceOf, hexOf, malformed, numberOf } from './gp-keys.ts';

type PutKeyOptions = ChangeOptions & {
  readonly replaces?: string;
  readonly algorithm: string;
  readonly ota?: boolean;
  readonly typed?: boolean;
  readonly newKeyFile?: readonly string[];
  readonly checkValue?: readonly string[];
};

export function addPutKey(gp: Command): void {
  addChangeOptions(gp.command('put-key'))
    .description('put a key set onto the card; random keys unless others are given, kept in the vault before')
    .argument('<version>', 'version of the new key set, 1 to 127; for packets (--ota) 1 to 15')
    .option('--replaces <version>', 'version of the key set that it replaces; without it one is added')
    .option('--algorithm <algorithm>', `one of ${keyAlgorithm.options.join(', ')}`, 'aes-128')
    .option('--ota', 'a key set for packets: KIc, KID, KIK')
    .option('--typed', 'ask for the new keys (or CARDWRIGHT_NEW_ENC, …), do not make random ones')
    .option('--new-key-file <name=file...>', 'file that holds a new key, for example ENC=/media/key/enc')
    .option(
      '--check-value <name=hex...>',
      'check value of a new key as its sender gave it, for example ENC=8BAF47',
    )
    .addHelpText(
      'after',
      `
The old keys stay in the vault until the card has proved that it has the new ones.

Examples:
  cardwright gp put-key 48 --replaces 48 --key-set "SCP03 48" -r Gemalto
  cardwright gp put-key 3 --ota --algorithm aes-256 --key-set "SCP03 48" -r Gemalto`,
    )
    .action((version: string, _options, command: Command) => {
      const options = command.optsWithGlobals<PutKeyOptions>();
      return change(options, () => putKeyOf(version, options), true);
    });
}

async function putKeyOf(version: string, options: PutKeyOptions): Promise<GpChangeInput> {
  const use = options.ota === true ? 'ota' : 'globalplatform';
  const names = use === 'ota' ? (['KIC', 'KID', 'KIK'] as const) : (['ENC', 'MAC', 'DEK'] as const);
  const files = namedValues('--new-key-file', options.newKeyFile, names);
  const values = namedValues('--check-value', options.checkValue, names);
  const checkValues = names.map((name) => values.get(name)).filter((value) => value !== undefined);
  const [first, second, third] = checkValues.map((value) => hexOf('--check-value', value));
  if (checkValues.length > 0 && checkValues.length < 3)
    throw malformed('--check-value', `give those of ${names.join(', ')}, or none`);
  const ask = (name: string): Promise<string> =>
    askSecret({ name: `New ${name}`, file: files.get(name), variable: `CARDWRIGHT_NEW_${name}` });
  const given = options.typed === true || files.size > 0;
  return {
    kind: 'put-key',
    use,
    version: versionOf('The version', version),
    replaces: options.replaces === undefined ? 0 : versionOf('--replaces', options.replaces),
    algorithm: choiceOf('--algorithm', keyAlgorithm, options.algorithm) ?? 'aes-128',
    ...(given ? { keys: [await ask(names[0]), await ask(names[1]), await ask(names[2])] } : {}),
    ...(first === undefined || second === undefined || third === undefined
      ? {}
      : { checkValues: [first, second, third] }),
  };
}

/** `NAME=VALUE` by their names, whatever their case. */
function namedValues(
  option: string,
  given: readonly string[] = [],
  names: readonly string[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const text of given) {
    const at = text.indexOf('=');
    const name = text.slice(0, Math.max(0, at)).trim().toUpperCase();
    if (!names.includes(name) || values.has(name))
      throw malformed(option, `write ${names.join('=…, ')}=…, each once`);
    values.set(name, text.slice(at + 1));
  }
  return values;
}

/** Version of a key set of its own: 0 stands for none. */
function versionOf(name: string, text: string): number {
  const version = numberOf(name, text);
  if (version === 0) throw malformed(name, 'a number from 1 to 127');
  return version;
}
