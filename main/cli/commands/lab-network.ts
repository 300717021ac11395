import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import type { CallInput } from '../../contract/calls.ts';
import type { LabNetworkDoc } from '../../contract/gba.ts';
import { out, table } from '../output/print.ts';
import { printableJson } from '../output/printable.ts';
import { report } from '../run.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type NetworkOptions = GlobalOptions & {
  readonly fault: string;
  readonly mode?: string;
  readonly lifetime?: string;
  readonly digest?: string;
  readonly qop?: string;
};

type Settings = NonNullable<CallInput<'lab.network'>['settings']>;

export function addLabNetwork(lab: Command): void {
  lab
    .command('network')
    .description(
      'serve AuC, bootstrapping server (BSF) and NAF on the loopback address until Ctrl-C; they know the cards of the lab',
    )
    .option('--fault <name>', 'what goes wrong on purpose; with “list” the names are shown', 'none')
    .option('--mode <mode>', 'GBA_ME or GBA_U for all subscribers, whatever their cards announce')
    .option('--lifetime <seconds>', 'how long a bootstrapping is valid')
    .option('--digest <algorithm>', 'AKAv1-MD5 or AKAv2-MD5')
    .option('--qop <qop>', 'protection that the BSF offers: auth or auth-int')
    .addHelpText(
      'after',
      `
Examples:
  cardwright lab network
  cardwright lab network --mode GBA_ME --lifetime 60 --fault bsf-resynchronisation
Then, in another terminal, with the addresses it prints:
  cardwright gba bootstrap -r READER --bsf-url http://127.0.0.1:PORT/ --maf maf.sp.example.com --gateway gw-7 --naf 127.0.0.1:PORT`,
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<NetworkOptions>();
      return report(options, () => withSession(options, (session) => serve(session, options)));
    });
}

async function serve(
  session: Parameters<Parameters<typeof withSession>[1]>[0],
  options: NetworkOptions,
): Promise<{ json: unknown; text: string } | undefined> {
  if (options.fault === 'list') {
    const { faults } = (await session.call('lab.network', {})).network;
    return { json: faults, text: faults.join('\n') };
  }
  const { network } = await session.call('lab.network', {
    settings: settingsOf(options),
    fault: options.fault,
  });
  // Whoever reads the addresses may end it at once.
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  out(options.json === true ? printableJson(JSON.stringify(network)) : textOf(network));
  await told;
  return undefined;
}

function settingsOf({ mode, lifetime, digest, qop }: NetworkOptions): Settings {
  const known = oneOf(mode, '--mode', ['GBA_ME', 'GBA_U']);
  const algorithm = oneOf(digest, '--digest', ['AKAv1-MD5', 'AKAv2-MD5']);
  const protection = oneOf(qop, '--qop', ['auth', 'auth-int']);
  return {
    ...(known === undefined ? {} : { mode: known }),
    ...(lifetime === undefined ? {} : { lifetime: seconds(lifetime) }),
    ...(algorithm === undefined ? {} : { digest: algorithm }),
    ...(protection === undefined ? {} : { qop: protection }),
  };
}

function oneOf<T extends string>(
  text: string | undefined,
  option: string,
  choices: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  throw new InputError('lab.choice', `${option} does not take “${text}”.`, {
    hint: `Write ${choices.join(' or ')}.`,
  });
}

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InputError('lab.number', `--lifetime takes whole seconds, not “${text}”.`, {
    hint: 'Write for example 3600.',
  });
}

function textOf({ bsf, naf, operatorUrl, subscribers, fault, ca }: LabNetworkDoc): string {
  return [
    'The network of the lab is up.',
    table(
      [
        ['BSF (Ub)', bsf?.url ?? ''],
        ['', bsf?.url6 ?? ''],
        ['', bsf?.secureUrl ?? ''],
        ['  name', bsf?.fqdn ?? ''],
        ['NAF, TLS-PSK', `${naf?.host}:${naf?.pskPort}  ${naf?.suite}`],
        ['NAF, HTTP Digest', naf?.digestUrl ?? ''],
        ['  name', naf?.fqdn ?? ''],
        ['Offline', `GET ${operatorUrl}challenge?impi=…, POST ${operatorUrl}answer`],
        ...subscribers.map((impi, i) => [i === 0 ? 'Subscribers' : '', impi]),
        ['Fault', fault],
      ],
      '  ',
    ),
    ca ?? '',
  ].join('\n');
}
