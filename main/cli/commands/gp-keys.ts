import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import type { GpKeysInput } from '../../contract/globalplatform.ts';
import { diversificationMethod, secureProtocol } from '../../contract/keys.ts';
import { askSecret } from '../secrets.ts';
import type { GlobalOptions, Session } from '../session.ts';
import { openVault, type VaultOptions } from '../vault.ts';
import { noSuchSet } from './find-key-set.ts';

export type GpOptions = GlobalOptions &
  VaultOptions & {
    readonly reader?: string;
    readonly domain?: string;
    readonly keySet?: string;
    readonly kvn?: string;
    readonly protocol?: string;
    readonly option?: string;
    readonly diversification?: string;
    readonly level?: string;
    readonly encFile?: string;
    readonly macFile?: string;
    readonly dekFile?: string;
  };

export const readerOption = [
  '-r, --reader <name>',
  'name of the reader, or a part of it that fits one',
] as const;
export const domainOption = ['--domain <aid>', 'AID of the security domain; default: the issuer’s'] as const;
export const passphraseOption = [
  '--passphrase-file <file>',
  'file with the passphrase of the vault',
] as const;

/** With which keys the security domain is spoken to; never from an argument, where every user of the machine could read them. */
export function addChannelOptions(command: Command): Command {
  return command
    .option(...readerOption)
    .option(...domainOption)
    .option('--key-set <name>', 'id or name of a stored key set; one for OTA manages the card by packets')
    .option(
      '--kvn <number>',
      'version of keys that are not stored: ENC, MAC and DEK are then asked for; 0: the default, also for the initial keys (255)',
    )
    .option(
      '--protocol <protocol>',
      'with --kvn: scp02 or scp03, and no other; default: what the card answers',
    )
    .option('--option <i>', 'with --kvn: implementation option “i”, two hexadecimal digits')
    .option(
      '--diversification <method>',
      `with --kvn, of master keys: ${diversificationMethod.options.join(', ')}`,
    )
    .option(
      '--level <hex>',
      'security level: 01 C-MAC, 03 with C-DEC, 11, 13 with R-MAC, 33 with R-ENC; default: the highest that the card promises',
    )
    .option('--enc-file <file>', 'file with the key ENC in hexadecimal digits (or CARDWRIGHT_ENC)')
    .option('--mac-file <file>', 'file with the key MAC (or CARDWRIGHT_MAC)')
    .option('--dek-file <file>', 'file with the key DEK (or CARDWRIGHT_DEK)')
    .option(...passphraseOption);
}

/** The keys of the options; without any, the only stored set whose version the card has. Opens the vault for a stored set. */
export async function channelKeysOf(
  session: Session,
  reader: string,
  options: GpOptions,
): Promise<GpKeysInput> {
  const level = options.level === undefined ? {} : { level: byteOf('--level', options.level) };
  if (options.kvn !== undefined) return { ...(await typedKeys(options)), ...level };
  if (options.keySet !== undefined) await requireKnown(session, options.keySet);
  const set = options.keySet ?? (await onlySet(session, reader, options));
  await openVault(session, options, true);
  return { kind: 'stored', set, ...level };
}

/** Before a passphrase is asked for. Whether it is a set of the card is for the engine to say. */
async function requireKnown(session: Session, wanted: string): Promise<void> {
  const { sets } = await session.call('keys.list', {});
  const name = wanted.toLowerCase();
  if (sets.some((set) => set.id === wanted || set.name.toLowerCase() === name)) return;
  throw noSuchSet();
}

async function onlySet(session: Session, reader: string, { domain }: GpOptions): Promise<string> {
  const { sets } = await session.call('gp.info', { reader, ...domainInput(domain) });
  const there = sets.filter(({ onCard }) => onCard);
  const [only] = there;
  if (only !== undefined && there.length === 1) return only.id;
  throw new InputError(
    'gp.which-keys',
    only === undefined
      ? 'The station holds no keys for a security domain of this card.'
      : 'The station holds several key sets for this card.',
    {
      hint:
        only === undefined
          ? 'Import them with “keys import”, or give --kvn and type them.'
          : `Choose one with --key-set: ${there.map(({ name }) => `“${name}”`).join(', ')}.`,
      meaning: 'Nothing was sent with a key; no try was used.',
    },
  );
}

async function typedKeys(options: GpOptions): Promise<Extract<GpKeysInput, { kind: 'typed' }>> {
  const protocol = choiceOf('--protocol', secureProtocol, options.protocol);
  const diversification = choiceOf('--diversification', diversificationMethod, options.diversification);
  const ask = (name: string, file: string | undefined): Promise<string> =>
    askSecret({ name, file, variable: `CARDWRIGHT_${name}` });
  return {
    kind: 'typed',
    version: numberOf('--kvn', options.kvn ?? ''),
    ...(protocol === undefined ? {} : { protocol }),
    ...(diversification === undefined ? {} : { diversification }),
    ...(options.option === undefined ? {} : { option: hexOf('--option', options.option) }),
    enc: await ask('ENC', options.encFile),
    mac: await ask('MAC', options.macFile),
    dek: await ask('DEK', options.dekFile),
  };
}

export const domainInput = (domain: string | undefined): { readonly domain?: string } =>
  domain === undefined ? {} : { domain: hexOf('--domain', domain) };

/** Lower-case, without separators. @throws InputError `gp.malformed` */
export function hexOf(name: string, text: string): string {
  const digits = text.replace(/[\s:]/g, '').toLowerCase();
  if (/^([0-9a-f]{2})*$/.test(digits)) return digits;
  throw malformed(name, 'pairs of hexadecimal digits');
}

/** Decimal, or hexadecimal with 0x. @throws InputError `gp.malformed` */
export function numberOf(name: string, text: string): number {
  const number = /^(0x[0-9a-f]{1,2}|\d{1,3})$/i.test(text) ? Number(text) : Number.NaN;
  if (number <= 0x7f) return number;
  throw malformed(name, 'a number up to 127, or 0x and hexadecimal digits');
}

function byteOf(name: string, text: string): number {
  if (/^[0-9a-f]{2}$/i.test(text)) return Number.parseInt(text, 16);
  throw malformed(name, 'two hexadecimal digits');
}

interface Choice<T> {
  readonly options: readonly T[];
  safeParse(text: string): { readonly success: true; readonly data: T } | { readonly success: false };
}

export function choiceOf<T>(name: string, choice: Choice<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  const parsed = choice.safeParse(text.toLowerCase());
  if (parsed.success) return parsed.data;
  throw malformed(name, `one of ${choice.options.join(', ')}`);
}

/** @param name of the option or argument */
export function malformed(name: string, wanted: string): InputError {
  return new InputError('gp.malformed', `${name} is not what it should be: ${wanted}.`, {
    hint: 'See --help for an example.',
    meaning: 'The card was not touched.',
  });
}
