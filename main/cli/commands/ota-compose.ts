import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import type { KeySetDoc } from '../../contract/keys.ts';
import {
  type KeyIndicatorDoc,
  keyIndicatorDoc,
  type OtaComposeInput,
  type OtaContentInput,
  type OtaKeysInput,
  scriptFormat,
} from '../../contract/ota.ts';
import { spiOf } from '../../contract/spi-bytes.ts';
import { askSecret } from '../secrets.ts';
import type { GlobalOptions, Session } from '../session.ts';
import { parseSpi, spiWords } from '../spi-words.ts';
import { readText } from '../values.ts';
import { openVault, type VaultOptions } from '../vault.ts';
import { findSet } from './find-key-set.ts';

export interface KeyOptions extends VaultOptions {
  readonly keySet?: string;
  readonly kicFile?: string;
  readonly kidFile?: string;
  readonly keys?: boolean;
  readonly iccid?: string;
  readonly simulated?: boolean;
}

export interface ContentOptions {
  readonly apdu?: readonly string[];
  readonly file?: string;
  readonly plan?: string;
  readonly data?: string;
  readonly format: string;
}

export type ComposeOptions = GlobalOptions &
  KeyOptions &
  ContentOptions & {
    readonly spi?: string;
    readonly kic?: string;
    readonly kid?: string;
    readonly tar?: string;
    readonly counter?: string;
    readonly macLength?: string;
  };

/** Where keys come from; never from an argument, where every user of the machine could read them. */
export function addKeyOptions(command: Command): Command {
  return command
    .option('--key-set <name>', 'id or name of a stored key set')
    .option('--kic-file <file>', 'file with KIc in hexadecimal digits (or CARDWRIGHT_KIC)')
    .option('--kid-file <file>', 'file with KID in hexadecimal digits (or CARDWRIGHT_KID)')
    .option('--no-keys', 'no keys: neither stored nor typed ones')
    .option('--passphrase-file <file>', 'file with the passphrase of the vault');
}

export function addContentOptions(command: Command): Command {
  return command
    .option('--apdu <hex...>', 'commands of the script, each with its header')
    .option('--file <file>', 'file with one command a line; # begins a comment')
    .option('--format <format>', `format of the script: ${scriptFormat.options.join(', ')}`, 'compact');
}

export function addComposeOptions(command: Command): Command {
  return addContentOptions(addKeyOptions(command))
    .option('--plan <id>', 'the steps of a plan that are not done, in as few packets as fit')
    .option('--data <hex>', 'bytes for the application as they are')
    .option('--spi <spi>', `four hexadecimal digits, or words: ${spiWords}; default: of the key set, or 1619`)
    .option('--kic <algorithm:number>', 'KIc, for example aes:2; default: of the key set')
    .option('--kid <algorithm:number>', 'KID, for example 3des-2:1 or crc-32:1; default: of the key set')
    .option(
      '--tar <hex>',
      'application that the packet is for, six digits; default B00000, files below the MF',
    )
    .option('--counter <number>', 'counter of the packet, with keys that are not stored')
    .option('--mac-length <bytes>', 'bytes of AES-CMAC, 4 or 8');
}

/** As much protection as there is, and a proof of receipt as well protected. */
const usualSpi = '1619';

/** What the options of `ota encode` and `ota send` compose. */
export async function composeOf(session: Session, options: ComposeOptions): Promise<OtaComposeInput> {
  const content = contentOf(options);
  const set = options.keySet === undefined ? undefined : await findSet(session, options.keySet, options);
  const spi = options.spi === undefined ? spiOf(set?.ota?.spi ?? usualSpi) : parseSpi(options.spi);
  const kic = indicator('KIc', options.kic, set, spi.ciphering || spi.porCiphering);
  const kid = indicator('KID', options.kid, set, spi.check !== 'none' || spi.porCheck !== 'none');
  const keys = await keysOf(session, options, set, {
    kic: spi.ciphering || spi.porCiphering,
    kid: [spi.check, spi.porCheck].includes('cc'),
  });
  return {
    keys,
    spi,
    kic,
    kid,
    tar: tarOf(options.tar ?? 'B00000'),
    ...(options.macLength === undefined ? {} : { macLength: macLengthOf(options.macLength) }),
    ...(options.counter === undefined ? {} : { counter: numberOf('--counter', options.counter) }),
    content,
  };
}

/** The keys of the options: a stored set, those in files, environment or typed as far as they are `needed`, or none. */
export async function keysOf(
  session: Session,
  options: KeyOptions,
  set: Pick<KeySetDoc, 'id'> | undefined,
  needed: { readonly kic: boolean; readonly kid: boolean },
): Promise<OtaKeysInput> {
  if (set !== undefined) {
    if (options.kicFile !== undefined || options.kidFile !== undefined || options.keys === false)
      throw new InputError('ota.keys-twice', 'Say which keys, in one way.', {
        hint: 'Give --key-set, or --kic-file and --kid-file, or --no-keys.',
        meaning: 'Nothing was sent to the card.',
      });
    await openVault(session, options, true);
    return { kind: 'stored', set: set.id };
  }
  if (options.keys === false) return { kind: 'none' };
  const ask = (name: string, file: string | undefined, variable: string): Promise<string> =>
    askSecret({ name, file, variable });
  const kic = needed.kic ? await ask('KIc', options.kicFile, 'CARDWRIGHT_KIC') : undefined;
  const kid = needed.kid ? await ask('KID', options.kidFile, 'CARDWRIGHT_KID') : undefined;
  if (kic === undefined && kid === undefined) return { kind: 'none' };
  return {
    kind: 'typed',
    ...(kic === undefined ? {} : { kic }),
    ...(kid === undefined ? {} : { kid }),
  };
}

/** The commands of --apdu or --file. */
export function commandsOf({ apdu = [], file }: Pick<ContentOptions, 'apdu' | 'file'>): string[] {
  const lines = file === undefined ? [] : readText(file).split('\n');
  const fromFile = lines.map((line) => line.replace(/#.*$/, '').trim()).filter((line) => line !== '');
  return [...apdu, ...fromFile];
}

export function formatOf(text: string): OtaContentFormat {
  const format = scriptFormat.safeParse(text);
  if (format.success) return format.data;
  throw malformed('--format', `one of ${scriptFormat.options.join(', ')}`);
}
type OtaContentFormat = Extract<OtaContentInput, { kind: 'plan' }>['format'];

function contentOf(options: ContentOptions): OtaContentInput {
  const format = formatOf(options.format);
  const commands = commandsOf(options);
  const given = [
    ...(commands.length === 0 ? [] : [{ kind: 'commands' as const, commands, format }]),
    ...(options.plan === undefined ? [] : [{ kind: 'plan' as const, plan: options.plan, format }]),
    ...(options.data === undefined ? [] : [{ kind: 'hex' as const, data: options.data }]),
  ];
  const [only] = given;
  if (only !== undefined && given.length === 1) return only;
  throw new InputError('ota.content', 'Say what the packet carries, in one way.', {
    hint: 'Give --apdu or --file for commands, --plan for a plan, or --data for bytes.',
    meaning: 'Nothing was sent to the card.',
  });
}

/** `aes:2`; of a stored set its own where nothing was said. */
function indicator(
  name: 'KIc' | 'KID',
  text: string | undefined,
  set: KeySetDoc | undefined,
  needed: boolean,
): KeyIndicatorDoc {
  if (text !== undefined) {
    const [, algorithm, index] = /^([a-z0-9-]+):(\d{1,2})$/.exec(text.toLowerCase()) ?? [];
    const parsed = keyIndicatorDoc.safeParse({ algorithm, index: Number(index) });
    if (parsed.success) return parsed.data;
    throw malformed(name === 'KIc' ? '--kic' : '--kid', 'algorithm and number, for example aes:2');
  }
  if (set !== undefined) {
    const algorithm = set.algorithm.startsWith('aes') ? 'aes' : set.algorithm;
    return keyIndicatorDoc.parse({ algorithm, index: set.version });
  }
  if (!needed) return { algorithm: 'implicit', index: 0 };
  throw new InputError('ota.key-indicator', `Say which keys ${name} names.`, {
    hint: `Give --${name.toLowerCase()} with algorithm and number, for example aes:2, or --key-set.`,
    meaning: 'Nothing was sent to the card.',
    clause: 'ETSI TS 102 225 5.1.2',
  });
}

function tarOf(text: string): string {
  if (/^[0-9a-f]{6}$/i.test(text)) return text.toLowerCase();
  throw malformed('--tar', 'six hexadecimal digits');
}

function macLengthOf(text: string): 4 | 8 {
  if (text === '4') return 4;
  if (text === '8') return 8;
  throw malformed('--mac-length', '4 or 8');
}

function numberOf(option: string, text: string): number {
  if (/^\d{1,13}$/.test(text) && Number(text) <= 0xff_ffff_ffff) return Number(text);
  throw malformed(option, 'a decimal number, 0 to 1099511627775');
}

function malformed(option: string, wanted: string): InputError {
  return new InputError('option.malformed', `The value of ${option} cannot be read.`, {
    hint: `Write ${wanted}.`,
    meaning: 'Nothing was sent to the card.',
  });
}
