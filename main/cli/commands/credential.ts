import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { InputError } from '../../base/error.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import { type NetworkOptions, nafOf, networkOf } from '../gba-options.ts';
import { readGivenFile } from '../given-file.ts';
import { credentialListText, messageText, nafText } from '../output/gba.ts';
import { note } from '../output/print.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';
import { openVault, type VaultOptions } from '../vault.ts';

type ExportOptions = GlobalOptions & VaultOptions & { readonly to: string; readonly out?: string };
type TestOptions = GlobalOptions &
  VaultOptions &
  Pick<NetworkOptions, 'proxy' | 'timeout' | 'ca'> & {
    readonly naf: string;
    readonly nafIdentity?: 'onem2m' | '3gpp';
  };

const passphrase = ['--passphrase-file <file>', 'file with the passphrase of the vault'] as const;

export function addCredential(program: Command): void {
  const credential = program
    .command('credential')
    .description('keys that were derived for gateways (Km, Kpsa); the keys themselves are never shown');
  credential
    .command('list')
    .description('the credentials of this station, and how long they are valid')
    .addHelpText('after', '\nExample:\n  cardwright credential list --json')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      return run(options, async (session) => {
        const credentials = await session.call('credentials.list', {});
        return { json: credentials, text: credentialListText(credentials) };
      });
    });
  credential
    .command('export')
    .description('hand a credential over, sealed (JWE) to the public key of who takes it')
    .argument('<id>', 'id of the credential')
    .requiredOption('--to <file>', 'public key of the recipient, a JWK')
    .option('--out <file>', 'write the sealed document to this new file')
    .option(...passphrase)
    .addHelpText('after', '\nExample:\n  cardwright credential export 5b0c… --to gateway.jwk --out gw-7.jwe')
    .action((id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      return run(options, async (session) => {
        const recipient = readGivenFile(options.to);
        await openVault(session, options, true);
        const sealed = await session.call('credentials.export', { credential: id, recipient });
        if (options.out === undefined) return { json: sealed, text: sealed.document };
        keep(options.out, sealed.document);
        return { json: { file: options.out }, text: `The sealed credential is in ${options.out}.` };
      });
    });
  credential
    .command('forget')
    .description('remove a credential and its key from this station; the gateway is not told')
    .argument('<id>', 'id of the credential')
    .addHelpText('after', '\nExample:\n  cardwright credential forget 5b0c…')
    .action((id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      return run(options, async (session) => {
        await session.call('credentials.forget', { credential: id });
        return { json: { forgotten: id }, text: 'The credential is forgotten.' };
      });
    });
  credential
    .command('test')
    .description('connect to the NAF with a credential')
    .argument('<id>', 'id of the credential')
    .requiredOption('--naf <host:port>', 'where the NAF is')
    .addOption(
      new Option(
        '--naf-identity <form>',
        'identity in TLS: the B-TID alone, or as TS 33.222 writes it',
      ).choices(['onem2m', '3gpp']),
    )
    .option('--proxy <url>', 'HTTP proxy; default what the environment says')
    .option('--no-proxy', 'no proxy, whatever the environment says')
    .option('--timeout <ms>', 'milliseconds for each answer')
    .option('--ca <file>', 'certificate (PEM) of an authority to trust besides the system’s')
    .option(...passphrase)
    .addHelpText('after', '\nExample:\n  cardwright credential test 5b0c… --naf maf.sp.example.com:443')
    .action((id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<TestOptions>();
      return run(options, async (session) => {
        await openVault(session, options, true);
        const { proxy, timeout, ca } = networkOf(options);
        const result = await session.call(
          'credentials.test',
          {
            credential: id,
            naf: nafOf(options.naf, undefined, options.nafIdentity),
            network: {
              ...(proxy === undefined ? {} : { proxy }),
              ...(timeout === undefined ? {} : { timeout }),
              ...(ca === undefined ? {} : { ca }),
            },
          },
          options.json === true ? undefined : (message) => note(messageText(message)),
        );
        const code = result.error === undefined ? exitCodes.network : exitCodeOf(result.error);
        return { json: result, text: nafText(result), code: result.connected ? exitCodes.done : code };
      });
    });
}

/** @throws InputError `file.unwritable` */
function keep(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    throw new InputError('file.unwritable', 'The file cannot be made.', {
      hint: 'Choose a name that is not there yet, in a folder you may write to.',
      meaning: 'Nothing was handed over.',
      cause,
    });
  }
}
