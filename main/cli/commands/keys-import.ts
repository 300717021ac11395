import { extname } from 'node:path';
import { type Command, Option } from 'commander';
import { InputError } from '../../base/error.ts';
import type { CallInput } from '../../contract/calls.ts';
import { exitCodes } from '../exit-code.ts';
import { importText } from '../output/keys.ts';
import { run } from '../run.ts';
import { readConfidential } from '../secrets.ts';
import type { GlobalOptions } from '../session.ts';
import { openVault, type VaultOptions } from '../vault.ts';

type Format = CallInput<'keys.import'>['format'];
type ImportOptions = GlobalOptions &
  VaultOptions & {
    format?: Format;
    dryRun?: boolean;
    partial?: boolean;
    replace?: boolean;
    luhn: boolean;
    algorithm?: '3des-2' | '3des-3' | 'aes';
    protocol?: 'scp02' | 'scp03';
  };

const columnsHelp = `
Columns of a CSV, a row for each card; empty cells are left out. Commas, semicolons or tabs:
  iccid | eid | iin                 whose keys; iin: all cards whose ICCID begins so
  adm1 … adm10, pin1, pin2, puk1, puk2
                                    8 digits (a PIN: 4 to 8), or 16 hexadecimal digits, decimal ones
                                    among them; hex:… and digits:… say it outright
  kic<n>, kid<n>, kik<n>            OTA key set n, 1 to 15
  ota<n>_algorithm                  aes, aes-128, aes-192, aes-256, 3des, 3des-2 or 3des-3
  ota<n>_counter                    the last counter used
  ota<n>_spi, ota<n>_buffer, ota<n>_mac_length, ota<n>_authorises
  ota<n>_tars                       B00000 B00001=usim B00002=isim B00003=AID 000000=applications
  gp<v>_enc, gp<v>_mac, gp<v>_dek   key version v in decimal, or in hexadecimal as 0x30
  gp<v>_protocol                    scp02 or scp03
  gp<v>_diversification             none, emv, visa2 or kdf3, for master keys
  gp<v>_i, gp<v>_authorises, gp<v>_domain
  <key column>_kcv                  its check value, three bytes
Columns of pySim (scp03_enc_1, scp03_enc_isdr, uicc_scp02_kic1 …) are taken too.

Examples:
  cardwright keys import cards.csv --dry-run
  cardwright keys import cards.jwe --partial`;

/** `keys import` */
export function addKeysImport(keys: Command): void {
  keys
    .command('import')
    .description('take the keys of a file, all of it or nothing')
    .argument('<file>', 'CSV, JSON, or JWE that is sealed to this station')
    .addOption(
      new Option('--format <format>', 'instead of what the file is called').choices(['csv', 'json', 'jwe']),
    )
    .option('--dry-run', 'only say what would be taken')
    .option('--partial', 'take the cards that are in order although others are refused')
    .option('--replace', 'put keys in the place of stored ones that differ')
    .option('--no-luhn', 'take ICCIDs of 19 digits whose check digit is wrong')
    .addOption(
      new Option('--algorithm <name>', 'of OTA keys that do not say it').choices(['3des-2', '3des-3', 'aes']),
    )
    .addOption(
      new Option('--protocol <name>', 'of GlobalPlatform keys that do not say it').choices([
        'scp02',
        'scp03',
      ]),
    )
    .option('--passphrase-file <file>', 'file with the passphrase of the vault')
    .addHelpText('after', columnsHelp)
    .action((file: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ImportOptions>();
      return run(options, async (session) => {
        const format = options.format ?? formatOf(file);
        const content = readContent(file);
        await openVault(session, options, true);
        const { dryRun, partial, replace, luhn, algorithm, protocol } = options;
        const report = await session.call('keys.import', {
          format,
          content,
          trial: dryRun,
          partial,
          replace,
          algorithm,
          protocol,
          anyCheckDigit: !luhn,
        });
        const complete = report.refused === 0;
        return {
          json: report,
          text: importText(report, dryRun === true),
          code: complete ? exitCodes.done : exitCodes.input,
        };
      });
    });
}

/** @throws InputError `secret.unreadable`, `secret.empty` */
function readContent(file: string): string {
  const content = readConfidential(file);
  if (content.trim() !== '') return content;
  throw new InputError('secret.empty', `The file ${file} is empty.`, {
    hint: 'Check that it is the right file.',
    meaning: 'Nothing was taken.',
  });
}

function formatOf(file: string): Format {
  switch (extname(file).toLowerCase()) {
    case '.csv':
      return 'csv';
    case '.json':
      return 'json';
    case '.jwe':
      return 'jwe';
    default:
      throw new InputError('keys.format', `The name ${file} does not tell the format of the file.`, {
        hint: 'Add --format csv, json or jwe.',
        meaning: 'Nothing was taken.',
      });
  }
}
