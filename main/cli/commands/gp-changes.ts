import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import { addChangeOptions, type ChangeOptions, change } from './gp-change.ts';
import { hexOf } from './gp-keys.ts';
import { addPutKey } from './gp-put-key.ts';

export function addGpChanges(gp: Command): void {
  addPutKey(gp);
  addInstall(gp);
  addChangeOptions(gp.command('delete'))
    .description('delete an application or a package')
    .argument('<aid>', 'its whole AID')
    .option('--related', 'a package together with its applications')
    .addHelpText('after', '\nExample:\n  cardwright gp delete D2760001180002 --related -r Gemalto')
    .action((aid: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ChangeOptions & { related?: boolean }>();
      return change(options, () => ({
        kind: 'delete',
        aid: hexOf('The AID', aid),
        related: options.related === true,
      }));
    });
  addChangeOptions(gp.command('store-data'))
    .description('store data objects (BER-TLV) in the security domain')
    .argument('<hex>', 'the data objects, for example 4204 89882190')
    .addHelpText('after', '\nExample:\n  cardwright gp store-data 420489882190 -r Gemalto --plan-only')
    .action((data: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ChangeOptions>();
      return change(options, () => ({ kind: 'store-data', data: hexOf('The data', data) }));
    });
  addChangeOptions(gp.command('set-status'))
    .description('lock or unlock an application or the card')
    .argument('<aid>', 'AID of the application; of the security domain for the card')
    .argument('<state>', `one of ${states.join(', ')}`)
    .addHelpText('after', '\nExample:\n  cardwright gp set-status D276000118000201 locked -r Gemalto')
    .action((aid: string, state: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ChangeOptions>();
      return change(options, () => ({
        kind: 'set-status',
        aid: hexOf('The AID', aid),
        state: stateOf(state),
      }));
    });
}

const states = ['locked', 'unlocked', 'selectable', 'card-locked', 'secured', 'terminated'] as const;

function stateOf(text: string): (typeof states)[number] {
  const state = states.find((each) => each === text.toLowerCase());
  if (state !== undefined) return state;
  throw new InputError('gp.malformed', 'There is no such state.', {
    hint: `Give one of ${states.join(', ')}.`,
    meaning: 'The card was not touched.',
  });
}

interface InstallOptions {
  readonly package?: string;
  readonly module?: string;
  readonly application?: string;
  readonly privileges?: string;
  readonly parameters?: string;
  readonly loadOnly?: boolean;
}

function addInstall(gp: Command): void {
  addChangeOptions(gp.command('install'))
    .description('load the package of a CAP file and make an application of it')
    .argument('[cap]', 'CAP file; without it the package is on the card')
    .option('--package <aid>', 'AID of a package that is on the card')
    .option('--module <aid>', 'AID of the applet, where the package has several')
    .option('--application <aid>', 'AID of the new application; default: that of the applet')
    .option('--privileges <hex>', 'one or three bytes')
    .option('--parameters <hex>', 'for the applet')
    .option('--load-only', 'load the package, make no application')
    .addHelpText('after', '\nExample:\n  cardwright gp install applet.cap --key-set "SCP03 48" -r Gemalto')
    .action((cap: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<ChangeOptions & InstallOptions>();
      return change(options, () => ({
        kind: 'install',
        ...(cap === undefined ? {} : { cap: readCap(cap) }),
        ...hexIn('packageAid', '--package', options.package),
        ...hexIn('moduleAid', '--module', options.module),
        ...hexIn('applicationAid', '--application', options.application),
        ...hexIn('privileges', '--privileges', options.privileges),
        ...hexIn('parameters', '--parameters', options.parameters),
        ...(options.loadOnly === true ? { loadOnly: true } : {}),
      }));
    });
}

function hexIn<K extends string>(field: K, name: string, text: string | undefined): { [P in K]?: string } {
  if (text === undefined) return {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key is widened to string
  return { [field]: hexOf(name, text) } as { [P in K]?: string };
}

/** Bytes; more go through no call, and into no card. */
const largestCap = 1_400_000;

function readCap(path: string): string {
  try {
    const file = statSync(path);
    // Not a device either, which may have no end.
    if (file.isFile() && file.size <= largestCap) return readFileSync(path).toString('base64');
    throw new InputError('gp.cap-unreadable', `The file ${path} is no CAP file.`, {
      hint: 'Check its name.',
      meaning: 'The card was not touched.',
    });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError('gp.cap-unreadable', `The file ${path} cannot be read.`, {
      hint: 'Check its name and its permissions.',
      meaning: 'The card was not touched.',
      cause,
    });
  }
}
