import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import type { FileDoc } from '../../contract/card.ts';
import { exitCodes } from '../exit-code.ts';
import { fileText, healthText, keysText, reportText } from '../output/card.ts';
import { chooseReader } from '../reader-choice.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';

type CardOptions = GlobalOptions & { reader?: string; all?: boolean };

const readerOption = ['-r, --reader <name>', 'name of the reader, or a part of it that fits one'] as const;

export function addCard(program: Command): void {
  const card = program.command('card').description('read a card');
  card
    .command('report')
    .description('what the card is: identity, oneM2M files, health')
    .option(...readerOption)
    .option('--all', 'every file that Cardwright knows, not only the oneM2M ones')
    .addHelpText('after', '\nExample:\n  cardwright card report --reader "Gemalto PC Twin"')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<CardOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'read');
        const report = await session.call('card.report', {
          reader,
          scope: options.all === true ? 'all' : 'onem2m',
        });
        return { json: report, text: reportText(report) };
      });
    });
  card
    .command('read')
    .description('read one file by its path or name, or all files')
    .argument('[file]', 'MF/2FE2, AID/5F50/6F0A, or a name such as EF_IMSI')
    .option(...readerOption)
    .option('--all', 'all files of the card with their contents')
    .addHelpText(
      'after',
      '\nExamples:\n  cardwright card read EF_1M2MSID\n  cardwright card read MF/2FE2 --json',
    )
    .action((file: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<CardOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'read');
        if (file?.includes('/') === true || file === 'MF') {
          const doc = await session.call('card.read', { reader, path: file });
          return { json: doc, text: fileText(doc) };
        }
        if (file === undefined && options.all !== true)
          throw new InputError('file.which', 'Say which file to read.', {
            hint: 'Give a path or a name, or --all.',
          });
        const report = await session.call('card.report', { reader, scope: 'all' });
        const files = file === undefined ? report.files : byName(report.files, file);
        return { json: files, text: files.map(fileText).join('\n\n') };
      });
    });
  card
    .command('health')
    .description('check the oneM2M files against the standard; exit code 6 when there is a fault')
    .option(...readerOption)
    .addHelpText('after', '\nExample:\n  cardwright card health')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<CardOptions>();
      return run(options, async (session) => {
        const health = await session.call('card.health', {
          reader: await chooseReader(session, options.reader, 'read'),
        });
        return {
          json: health,
          text: healthText(health),
          code: health.word === 'fault' ? exitCodes.mismatch : exitCodes.done,
        };
      });
    });
  card
    .command('keys')
    .description('the PINs and ADM keys of the card and the tries that are left; nothing is presented')
    .option(...readerOption)
    .addHelpText('after', '\nExample:\n  cardwright card keys')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<CardOptions>();
      return run(options, async (session) => {
        const keys = await session.call('card.keys', {
          reader: await chooseReader(session, options.reader, 'read'),
        });
        return { json: keys, text: keysText(keys) };
      });
    });
}

function byName(files: readonly FileDoc[], name: string): readonly FileDoc[] {
  const found = files.filter((file) => file.name.toLowerCase() === name.toLowerCase());
  if (found.length === 0)
    throw new InputError('file.unknown', `No file of this card is called “${name}”.`, {
      hint: 'See the names with “cardwright card report --all”.',
    });
  return found;
}
