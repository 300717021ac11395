import type { Command } from 'commander';
import { run } from '../run.ts';
import { askSecret, keyInputOf, keyVariable } from '../secrets.ts';
import type { GlobalOptions } from '../session.ts';
import { openVault, type VaultOptions } from '../vault.ts';

type KeyOptions = GlobalOptions & VaultOptions & { iccid: string; name: string; file?: string };

export function addKey(program: Command): void {
  const key = program
    .command('key')
    .description('keep keys of cards in this station’s vault, encrypted; they are never shown again');
  const common = (command: Command): Command =>
    command
      .requiredOption('--iccid <digits>', 'ICCID of the card')
      .option('--name <key>', 'name of the key', 'ADM1')
      .option('--passphrase-file <file>', 'file with the passphrase of the vault');
  common(key.command('put').description('store a key, from a file, from CARDWRIGHT_<NAME> or from a prompt'))
    .option('--file <file>', 'file that holds the key')
    .addHelpText('after', '\nExample:\n  cardwright key put --iccid 8988211000000430010 --file adm1.txt')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<KeyOptions>();
      return run(options, async (session) => {
        await openVault(session, options, true);
        const secret = await askSecret({
          name: options.name,
          file: options.file,
          variable: keyVariable(options.name),
        });
        await session.call('vault.putAdm', {
          iccid: options.iccid,
          key: options.name,
          value: keyInputOf(secret),
        });
        return { json: { stored: true }, text: `${options.name} of ${options.iccid} is in the vault.` };
      });
    });
  common(key.command('forget').description('remove a stored key'))
    .addHelpText('after', '\nExample:\n  cardwright key forget --iccid 8988211000000430010')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<KeyOptions>();
      return run(options, async (session) => {
        await session.call('vault.forget', { iccid: options.iccid, key: options.name });
        return {
          json: { stored: false },
          text: `${options.name} of ${options.iccid} is no longer in the vault.`,
        };
      });
    });
}
