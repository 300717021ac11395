import type { Command } from 'commander';
import { table } from '../output/print.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';

export function addSimulator(program: Command): void {
  const simulator = program
    .command('simulator')
    .description('simulated readers of this station; their cards keep what is written to them');
  simulator
    .command('seeds')
    .description('the cards to choose from')
    .addHelpText('after', '\nExample:\n  cardwright simulator seeds')
    .action((_options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        const seeds = await session.call('simulator.seeds', {});
        return { json: seeds, text: table(seeds.map((seed) => [seed.name, seed.title])) };
      }),
    );
  simulator
    .command('add')
    .description('add a simulated reader with a fresh card')
    .argument('<seed>')
    .addHelpText('after', '\nExample:\n  cardwright simulator add usim-prepersonalised')
    .action((seed: string, _options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        const added = await session.call('simulator.add', { seed });
        return { json: added, text: added.reader };
      }),
    );
  simulator
    .command('remove')
    .description('remove a simulated reader and its card')
    .argument('<reader>')
    .addHelpText('after', '\nExample:\n  cardwright simulator remove "Simulator 1"')
    .action((reader: string, _options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        await session.call('simulator.remove', { reader });
        return { json: {}, text: `${reader} is removed.` };
      }),
    );
}
