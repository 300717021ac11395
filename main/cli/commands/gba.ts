import { type Command, Option } from 'commander';
import type { GbaResultDoc } from '../../contract/gba.ts';
import { confirmIccid } from '../confirm-iccid.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import {
  addGatewayOptions,
  addNetworkOptions,
  addTargetOptions,
  type GatewayOptions,
  gatewayOf,
  type NetworkOptions,
  nafOf,
  networkOf,
  requireTarget,
  type TargetOptions,
  targetOf,
} from '../gba-options.ts';
import { messageText, readinessText, resultText } from '../output/gba.ts';
import { note } from '../output/print.ts';
import { addPinOptions, type PinOptions, pinOf } from '../pin-option.ts';
import { chooseReader } from '../reader-choice.ts';
import { type Outcome, run } from '../run.ts';
import type { GlobalOptions, Session } from '../session.ts';
import { openVault, type VaultOptions } from '../vault.ts';
import { addOffline } from './gba-offline.ts';

type ReaderOptions = GlobalOptions & {
  readonly reader?: string;
  readonly application?: 'usim' | 'isim';
};
type BootstrapOptions = ReaderOptions &
  VaultOptions &
  TargetOptions &
  GatewayOptions &
  NetworkOptions &
  PinOptions & {
    readonly iccid?: string;
    readonly mode?: 'GBA_ME' | 'GBA_U';
    readonly fresh?: boolean;
    readonly naf?: string;
    readonly nafIdentity?: 'onem2m' | '3gpp';
  };

const readerOption = ['-r, --reader <name>', 'name of the reader, or a part of it that fits one'] as const;
const applicationOption = () =>
  new Option('--application <name>', 'default: the one with the oneM2M files, else the USIM').choices([
    'usim',
    'isim',
  ]);

export function addGba(program: Command): void {
  const gba = program
    .command('gba')
    .description(
      'bootstrap by GBA: from the subscriber’s key in a card to a key of a gateway (TS-0003 8.3.2.3)',
    );
  gba
    .command('status')
    .description('whether the card can be bootstrapped, and what it holds; presents nothing and asks nobody')
    .option(...readerOption)
    .addOption(applicationOption())
    .addHelpText('after', '\nExample:\n  cardwright gba status -r Gemalto')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<ReaderOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'read');
        const { application } = options;
        const doc = await session.call('gba.readiness', {
          reader,
          ...(application === undefined ? {} : { application }),
        });
        const [obstacle] = doc.obstacles;
        return {
          json: doc,
          text: readinessText(doc),
          code: obstacle === undefined ? exitCodes.done : exitCodeOf(obstacle),
        };
      });
    });
  bootstrapOptions(gba.command('bootstrap'))
    .description('bootstrap, derive the key for a MAF or CSE, keep it for a gateway, and try it at its NAF')
    .option('--fresh', 'bootstrap although an earlier one is still valid')
    .addHelpText(
      'after',
      `
A PIN comes from --pin-file, CARDWRIGHT_PIN1 or a prompt. Each bootstrapping uses a sequence number of the card.

Examples:
  cardwright gba bootstrap -r Gemalto --iccid 8988211000000430010 --maf maf.sp.example.com --gateway gw-7
  cardwright gba bootstrap -r Gemalto --cse //sp.example.com/in-cse --gateway gw-7 --naf in-cse.sp.example.com:443
  cardwright gba bootstrap -r lab --bsf-url http://127.0.0.1:8080/ --maf maf.sp.example.com --naf 127.0.0.1:8443`,
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<BootstrapOptions>();
      return run(options, (session) => bootstrap(session, options));
    });
  bootstrapOptions(gba.command('naf'))
    .description(
      'another key of the bootstrapping that is still valid, for another MAF or CSE; bootstraps only if there is none',
    )
    .addHelpText(
      'after',
      '\nExample:\n  cardwright gba naf -r Gemalto --cse //sp.example.com/in-cse --gateway gw-7',
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<BootstrapOptions>();
      requireTarget(options);
      return run(options, (session) => bootstrap(session, { ...options, fresh: false }));
    });
  addOffline(gba);
}

function bootstrapOptions(command: Command): Command {
  const base = command
    .option(...readerOption)
    .option('--iccid <digits>', 'ICCID of the card that is meant; asked for where it is not given')
    .addOption(applicationOption())
    .addOption(
      new Option('--mode <mode>', 'default: what card and network agree on').choices(['GBA_ME', 'GBA_U']),
    )
    .option('--naf <host:port>', 'try the key there')
    .addOption(
      new Option(
        '--naf-identity <form>',
        'identity in TLS: the B-TID alone, or as TS 33.222 writes it',
      ).choices(['onem2m', '3gpp']),
    )
    .option(
      '--passphrase-file <file>',
      'file with the passphrase of the vault, where the credential is kept',
    );
  return addPinOptions(addNetworkOptions(addGatewayOptions(addTargetOptions(base))));
}

async function bootstrap(session: Session, options: BootstrapOptions): Promise<Outcome> {
  const reader = await chooseReader(session, options.reader, 'write');
  const target = targetOf(options);
  const gateway = gatewayOf(options);
  const { application, mode, ua, suite, naf, nafIdentity } = options;
  await openVault(session, options, gateway !== undefined);
  const iccid = await confirmIccid(session, reader, options.iccid);
  const result = await session.call(
    'gba.bootstrap',
    {
      reader,
      iccid,
      network: networkOf(options),
      reuse: options.fresh !== true,
      ...(application === undefined ? {} : { application }),
      ...(mode === undefined ? {} : { mode }),
      ...(target === undefined ? {} : { target }),
      ...(ua === undefined ? {} : { uaProtocol: ua }),
      ...(suite === undefined ? {} : { suite }),
      ...(naf === undefined ? {} : { naf: nafOf(naf, undefined, nafIdentity) }),
      ...(gateway === undefined ? {} : { for: gateway }),
      ...(await pinOf(options)),
    },
    options.json === true ? undefined : (message) => note(messageText(message)),
  );
  return { json: result, text: resultText(result), code: codeOf(result) };
}

/** The key is kept all the same where a NAF refuses; a script should notice. */
function codeOf({ naf }: GbaResultDoc): number {
  if (naf === undefined || naf.connected) return exitCodes.done;
  return naf.error === undefined ? exitCodes.network : exitCodeOf(naf.error);
}
