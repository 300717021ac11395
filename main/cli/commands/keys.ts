import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { exitCodes } from '../exit-code.ts';
import { checksText, keyListText, ownerText } from '../output/keys.ts';
import { chooseReader } from '../reader-choice.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';
import { openVault, type VaultOptions } from '../vault.ts';
import { findSet } from './find-key-set.ts';
import { addKeysCounter } from './keys-counter.ts';
import { addKeysImport } from './keys-import.ts';

type CardOptions = GlobalOptions & VaultOptions & { iccid?: string; simulated?: boolean; reader?: string };

const passphrase = ['--passphrase-file <file>', 'file with the passphrase of the vault'] as const;
const ofCard = ['--iccid <digits>', 'of the card with this ICCID'] as const;
const simulated = ['--simulated', 'the card is a simulated one, with counters of its own'] as const;

export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description(
      'files of keys and key sets for remote administration, kept encrypted; they are never shown again',
    );
  addKeysImport(keys);
  keys
    .command('list')
    .description('what keys the station holds')
    .option(...ofCard)
    .option(...simulated)
    .addHelpText('after', '\nExample:\n  cardwright keys list --iccid 8988211000000430010')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<CardOptions>();
      return run(options, async (session) => {
        const { iccid, simulated: isSimulated } = options;
        const list = await session.call('keys.list', { iccid, simulated: isSimulated });
        return { json: list, text: keyListText(list) };
      });
    });
  keys
    .command('check')
    .description('compare keys with their check values and, with --reader, with the card; no try is used')
    .argument('[set]', 'id or name of one key set; without it all, or with --reader those for the card')
    .option('-r, --reader <name>', 'name of the reader, or a part of it that fits one')
    .option(...passphrase)
    .addHelpText('after', '\nExample:\n  cardwright keys check --reader "Gemalto PC Twin"')
    .action((set: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<CardOptions>();
      return run(options, async (session) => {
        const reader =
          options.reader === undefined ? undefined : await chooseReader(session, options.reader, 'read');
        await openVault(session, options, true);
        const checks = await session.call('keys.check', { set, reader });
        const right = checks.every(({ stored, card }) => stored !== 'wrong' && card !== 'wrong');
        return {
          json: checks,
          text: checksText(checks),
          code: right ? exitCodes.done : exitCodes.mismatch,
        };
      });
    });
  keys
    .command('forget')
    .description('remove a key set; its counters are kept')
    .argument('<set>', 'id or name')
    .option(...ofCard)
    .option(...simulated)
    .addHelpText('after', '\nExample:\n  cardwright keys forget "OTA 2" --iccid 8988211000000430010')
    .action((wanted: string, _options, command: Command) => {
      const options = command.optsWithGlobals<CardOptions>();
      return run(options, async (session) => {
        const set = await findSet(session, wanted, options);
        await session.call('keys.forget', { set: set.id });
        return { json: set, text: `${set.name} of ${ownerText(set.owner)} is no longer in the vault.` };
      });
    });
  keys
    .command('station-key')
    .description('the public key (JWK) to which senders seal files of keys for this station')
    .option('--output <file>', 'write it there')
    .option(...passphrase)
    .addHelpText('after', '\nExample:\n  cardwright keys station-key --output bench-3.jwk')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & VaultOptions & { output?: string }>();
      return run(options, async (session) => {
        await openVault(session, options, true);
        const key = await session.call('keys.stationKey', {});
        const text = JSON.stringify(key.jwk, null, 2);
        if (options.output !== undefined) writeFileSync(options.output, `${text}\n`);
        return {
          json: key,
          text:
            options.output === undefined
              ? text
              : `${options.output} is written. Thumbprint: ${key.thumbprint}`,
        };
      });
    });
  addKeysCounter(keys);
}
