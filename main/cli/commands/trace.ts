import type { Command } from 'commander';
import { traceText } from '../output/trace.ts';
import { chooseReader } from '../reader-choice.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';

export function addTrace(program: Command): void {
  program
    .command('trace')
    .description(
      'read the card and print every exchange, named and decoded; --trace does it for any other command',
    )
    .option('-r, --reader <name>', 'name of the reader, or a part of it that fits one')
    .option('--all', 'read every file')
    .addHelpText(
      'after',
      '\nExamples:\n  cardwright trace --json > trace.json\n  cardwright --trace card health',
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { reader?: string; all?: boolean }>();
      return run({ ...options, trace: false }, async (session) => {
        const reader = await chooseReader(session, options.reader, 'read');
        await session.call('card.report', { reader, scope: options.all === true ? 'all' : 'onem2m' });
        const lines = await session.call('trace.list', { reader, limit: 5000 });
        return { json: lines, text: lines.map(traceText).join('\n') };
      });
    });
}
