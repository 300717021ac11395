import type { Command } from 'commander';
import type { ProfileDoc } from '../../contract/profile.ts';
import { paint, table } from '../output/print.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';
import { readText } from '../values.ts';

export function addProfile(program: Command): void {
  const profile = program.command('profile').description('the profiles that say what a card shall be');
  profile
    .command('list')
    .description('list the profiles')
    .addHelpText('after', '\nExample:\n  cardwright profile list')
    .action((_options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        const profiles = await session.call('profiles.list', {});
        const rows = profiles.map((item) => [item.id, item.title, item.shipped ? 'shipped' : '']);
        return { json: profiles, text: table(rows) };
      }),
    );
  profile
    .command('show')
    .description('show a profile: its variables, and its source with --source')
    .argument('<name>')
    .option('--source', 'print its YAML or JSON')
    .addHelpText('after', '\nExample:\n  cardwright profile show access-network --source > mine.yaml')
    .action((name: string, _options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { source?: boolean }>();
      return run(options, async (session) => {
        const found = await session.call('profiles.get', { profile: name });
        return { json: found, text: options.source === true ? found.source.trimEnd() : profileText(found) };
      });
    });
  profile
    .command('check')
    .description('check a profile without storing it')
    .argument('<file>')
    .addHelpText('after', '\nExample:\n  cardwright profile check mine.yaml')
    .action((file: string, _options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        const checked = await session.call('profiles.check', { source: readText(file) });
        return {
          json: checked,
          text: `${paint('green', '✓')} ${checked.id} is a valid profile.\n${profileText(checked)}`,
        };
      }),
    );
  profile
    .command('add')
    .description('store a profile on this station')
    .argument('<file>')
    .addHelpText('after', '\nExample:\n  cardwright profile add mine.yaml')
    .action((file: string, _options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        const saved = await session.call('profiles.save', { source: readText(file) });
        return { json: saved, text: `${saved.id} is stored.` };
      }),
    );
  profile
    .command('remove')
    .description('remove a stored profile')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  cardwright profile remove mine@1.0.0')
    .action((name: string, _options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        await session.call('profiles.delete', { profile: name });
        return { json: {}, text: `${name} is removed.` };
      }),
    );
}

function profileText(profile: ProfileDoc): string {
  const rows = profile.variables.map((variable) => [
    variable.name,
    `${variable.required ? 'required' : 'optional'}${variable.list ? ', list' : ''}`,
    variable.title,
    variable.example === undefined ? '' : paint('dim', `for example ${variable.example}`),
  ]);
  return [
    `${paint('bold', profile.title)}  ${paint('dim', profile.id)}`,
    profile.description.trim(),
    table(rows, '  '),
  ].join('\n');
}
