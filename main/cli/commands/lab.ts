import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import type { FaultInput } from '../../contract/station.ts';
import { note, out } from '../output/print.ts';
import { report } from '../run.ts';
import type { GlobalOptions } from '../session.ts';
import { addLabNetwork } from './lab-network.ts';

type LabOptions = GlobalOptions & {
  seed: string;
  image?: string;
  host: string;
  slot: string;
  port?: string;
  fault?: readonly string[];
};

/** The TCP port of vpcd's first slot, 8C7B. */
const firstPort = 35963;

export function addLab(program: Command): void {
  const lab = program.command('lab').description('the software UICC, and the software network of GBA');
  addLabNetwork(lab);
  lab
    .command('card')
    .description(
      'put a software card into a virtual reader of pcscd (vpcd) until Ctrl-C; any program can use it',
    )
    .option(
      '--seed <name>',
      'which card; see “cardwright simulator seeds”, or a YAML file',
      'usim-prepersonalised',
    )
    .option(
      '--image <file>',
      'keep the card’s state in this file; it is made from the seed when it is missing',
    )
    .option('--host <name>', 'host of vpcd', '127.0.0.1')
    .option('--slot <n>', 'slot of vpcd', '0')
    .option('--port <n>', 'TCP port of vpcd, instead of a slot')
    .option(
      '--fault <what...>',
      'break on purpose: power-loss-before:N, power-loss-after:N, removal:N, status-word:N:SW, delay:MS_PER_APDU:MS_PER_BYTE',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  cardwright lab card --seed standalone-1m2msm --image card.json\n  cardwright lab card --fault power-loss-after:17',
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<LabOptions>();
      return report(options, () => labCard(options));
    });
}

async function labCard(options: LabOptions): Promise<undefined> {
  const port =
    options.port === undefined ? firstPort + whole(options.slot, '--slot') : whole(options.port, '--port');
  const { serveLabCard } = await import('../../engine/lab-card.ts');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await serveLabCard({
    seed: options.seed,
    ...(options.image === undefined ? {} : { imageFile: options.image }),
    host: options.host,
    port,
    faults: (options.fault ?? []).map(parseFault),
    signal: stop.signal,
    onEvent: (event) => {
      if (options.json === true) out(JSON.stringify(event));
      else note(event.text);
    },
  });
  return undefined;
}

function whole(text: string, option: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65535) return value;
  throw new InputError('lab.number', `${option} takes a whole number, not “${text}”.`, {
    hint: 'Slots count from 0.',
  });
}

/** @throws InputError `lab.fault` */
export function parseFault(text: string): FaultInput {
  const [kind, ...rest] = text.split(':');
  const [first, second] = rest.map(Number);
  const apdu = first ?? Number.NaN;
  const counts = Number.isInteger(apdu) && apdu >= 1;
  if (counts && kind === 'power-loss-before') return { kind: 'power-loss', when: 'before', apdu };
  if (counts && kind === 'power-loss-after') return { kind: 'power-loss', when: 'after', apdu };
  if (counts && kind === 'removal') return { kind: 'removal', apdu };
  if (counts && kind === 'status-word' && /^[0-9A-Fa-f]{4}$/.test(rest[1] ?? ''))
    return { kind: 'status-word', apdu, sw: rest[1] ?? '' };
  if (kind === 'delay' && apdu >= 0 && (second ?? 0) >= 0)
    return { kind: 'delay', perApduMs: apdu, perByteMs: second ?? 0 };
  throw new InputError('lab.fault', `“${text}” is no fault.`, {
    hint: 'Write power-loss-before:N, power-loss-after:N, removal:N, status-word:N:SW or delay:MS:MS.',
  });
}
