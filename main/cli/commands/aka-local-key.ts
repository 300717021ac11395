import { type Command, Option } from 'commander';
import { InputError } from '../../base/error.ts';
import { exitCodes } from '../exit-code.ts';
import { localKeyText } from '../output/aka.ts';
import { addPinOptions, type PinOptions, pinOf } from '../pin-option.ts';
import { chooseReader } from '../reader-choice.ts';
import { run } from '../run.ts';
import { askSecret } from '../secrets.ts';
import type { GlobalOptions } from '../session.ts';

type LocalKeyOptions = GlobalOptions &
  PinOptions & {
    readonly reader?: string;
    readonly iccid?: string;
    readonly application: 'usim' | 'isim';
    readonly naf: string;
    readonly ua?: string;
    readonly terminal: string;
    readonly terminalApplication: string;
    readonly randx?: string;
    readonly keyFile?: string;
    readonly uses?: string;
  };

export function addLocalKey(aka: Command): void {
  const command = aka
    .command('local-key')
    .description('whether the card has a key between it and a terminal, or let it derive one (TS 33.110)')
    .option('-r, --reader <name>', 'name of the reader, or a part of it that fits one')
    .option(
      '--iccid <digits>',
      'ICCID of the card that is meant; with another in the reader nothing is asked',
    )
    .addOption(
      new Option('--application <name>', 'which application').choices(['usim', 'isim']).default('usim'),
    )
    .requiredOption('--naf <fqdn>', 'name of the NAF key centre; the card has to have a key for it')
    .option(
      '--ua <hex>',
      'its Ua security protocol identifier, 5 bytes; default as “gba naf --ua http-digest”',
    )
    .requiredOption('--terminal <id>', 'identity of the terminal')
    .requiredOption('--terminal-application <id>', 'its application that will use the key')
    .option('--randx <hex>', 'derive the key: RANDx that the key centre was given, 16 bytes')
    .option('--key-file <file>', 'file with Ks_local that the key centre gave, 32 bytes in hexadecimal')
    .option('--uses <number>', 'how often the key may be used');
  addPinOptions(command)
    .addHelpText(
      'after',
      `
Ks_local comes from --key-file, CARDWRIGHT_KS_LOCAL or a prompt. Exit code 6: the card does not have the key.
The coding of this context has been tried with the lab card only.

Examples:
  cardwright aka local-key -r Gemalto --naf kc.example.com --terminal gw-7 --terminal-application cardwright
  cardwright aka local-key -r Gemalto --naf kc.example.com --terminal gw-7 --terminal-application cardwright --randx 2355…bf35 --key-file ks.txt`,
    )
    .action((_options, command_: Command) => {
      const options = command_.optsWithGlobals<LocalKeyOptions>();
      return run(options, async (session) => {
        const { application, naf, ua, terminal, terminalApplication, randx, keyFile, uses } = options;
        const reader = await chooseReader(session, options.reader, 'write');
        if (randx === undefined && (keyFile !== undefined || uses !== undefined)) throw noRandX();
        const result = await session.call('aka.localKey', {
          reader,
          ...(options.iccid === undefined ? {} : { iccid: options.iccid }),
          application,
          naf,
          terminal,
          terminalApplication,
          ...(ua === undefined ? {} : { uaProtocol: ua }),
          ...(randx === undefined ? {} : { derive: await derivation(randx, keyFile, uses) }),
          ...(await pinOf(options)),
        });
        return {
          json: result,
          text: localKeyText(result),
          code: result.held ? exitCodes.done : exitCodes.mismatch,
        };
      });
    });
}

async function derivation(randX: string, file: string | undefined, uses: string | undefined) {
  const ksLocal = await askSecret({ name: 'Ks_local', file, variable: 'CARDWRIGHT_KS_LOCAL' });
  const head = { randX: randX.replace(/[\s:]/g, ''), ksLocal };
  return uses === undefined ? head : { ...head, counterLimit: Number(uses) };
}

function noRandX(): InputError {
  return new InputError('aka.randx-missing', 'The key was made with a RANDx, which is not told.', {
    hint: 'Give --randx as the key centre was given it, or leave out --key-file and --uses to look only.',
    meaning: 'The card was not asked.',
  });
}
