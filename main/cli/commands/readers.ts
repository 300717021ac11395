import type { Command } from 'commander';
import { exitCodes } from '../exit-code.ts';
import { diagnosisText, readersText } from '../output/readers.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';

export function addReaders(program: Command): void {
  program
    .command('readers')
    .description('list the readers and the cards in them')
    .option('--diagnose', 'look at PC/SC service, driver and permissions, and say what to do')
    .addHelpText('after', '\nExample:\n  cardwright readers --diagnose')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { diagnose?: boolean }>();
      return run(options, async (session) => {
        if (options.diagnose === true) {
          const items = await session.call('readers.diagnose', {});
          const faults = items.some((item) => item.result === 'fault');
          return {
            json: items,
            text: diagnosisText(items),
            code: faults ? exitCodes.reader : exitCodes.done,
          };
        }
        const list = await session.call('readers.list', {});
        return {
          json: list,
          text: readersText(list),
          code: list.problem === undefined || list.readers.length > 0 ? exitCodes.done : exitCodes.reader,
        };
      });
    });
}
