import type { Command } from 'commander';
import type { GpInfoDoc } from '../../contract/globalplatform.ts';
import { infoText, itemsText, keysText } from '../output/gp.ts';
import { chooseReader } from '../reader-choice.ts';
import { run } from '../run.ts';
import type { Session } from '../session.ts';
import { openVault } from '../vault.ts';
import { addGpChanges } from './gp-changes.ts';
import {
  addChannelOptions,
  channelKeysOf,
  domainInput,
  domainOption,
  type GpOptions,
  passphraseOption,
  readerOption,
} from './gp-keys.ts';

export function addGp(program: Command): void {
  const gp = program
    .command('gp')
    .description('security domains, applications and key sets of a card (GlobalPlatform)');
  addLook(gp, 'info', 'what the security domain tells without keys', infoText);
  addLook(gp, 'keys', 'the key sets of the card, and those that this station holds for it', keysText);
  addChannelOptions(gp.command('list'))
    .description('applications, packages and security domains on the card')
    .addHelpText(
      'after',
      '\nExamples:\n  cardwright gp list --key-set "SCP03 48"\n  cardwright gp list --kvn 48 --protocol scp03 --enc-file enc --mac-file mac --dek-file dek',
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GpOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'read');
        const keys = await channelKeysOf(session, reader, options);
        const items = await session.call('gp.list', { reader, keys, ...domainInput(options.domain) });
        return { json: items, text: itemsText(items) };
      });
    });
  addGpChanges(gp);
}

function addLook(gp: Command, name: string, description: string, text: (info: GpInfoDoc) => string): void {
  gp.command(name)
    .description(description)
    .option(...readerOption)
    .option(...domainOption)
    .option(...passphraseOption)
    .addHelpText('after', `\nExample:\n  cardwright gp ${name} --reader "Gemalto PC Twin"`)
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GpOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'read');
        const info = await look(session, reader, options);
        return { json: info, text: text(info) };
      });
    });
}

/** Where an earlier change of keys is open, the vault is opened and the card asked again. */
async function look(session: Session, reader: string, options: GpOptions): Promise<GpInfoDoc> {
  const input = { reader, ...domainInput(options.domain) };
  const info = await session.call('gp.info', input);
  const canOpen =
    options.passphraseFile !== undefined ||
    (process.env['CARDWRIGHT_PASSPHRASE'] ?? '') !== '' ||
    (process.stdin.isTTY && process.stderr.isTTY);
  const { vault } = await session.call('station.get', {});
  if (info.unresolved === undefined || vault !== 'locked' || !canOpen) return info;
  await openVault(session, options, true);
  return session.call('gp.info', input);
}
