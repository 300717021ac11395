import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../../base/error.ts';
import { confirmIccid } from '../confirm-iccid.ts';
import {
  addGatewayOptions,
  addTargetOptions,
  type GatewayOptions,
  gatewayOf,
  requireTarget,
  type TargetOptions,
} from '../gba-options.ts';
import { readGivenFile } from '../given-file.ts';
import { offlineAnswerText, offlineWaitingText, resultText } from '../output/gba.ts';
import { addPinOptions, type PinOptions, pinOf } from '../pin-option.ts';
import { chooseReader } from '../reader-choice.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';
import { openVault, type VaultOptions } from '../vault.ts';

type AnswerOptions = GlobalOptions &
  VaultOptions &
  PinOptions & {
    readonly reader?: string;
    readonly iccid?: string;
    readonly challenge: string;
    readonly out?: string;
    readonly secretOut?: string;
    readonly qr?: boolean;
  };
type CompleteOptions = GlobalOptions &
  VaultOptions &
  PinOptions &
  TargetOptions &
  GatewayOptions & { readonly reader?: string; readonly pending: string; readonly completion: string };

/** What a QR code of the lowest correction level holds, ISO/IEC 18004 table 7. */
const longestQr = 2953;

/** Bootstrapping without a network: two documents of the operator, one of the card. */
export function addOffline(gba: Command): void {
  const offline = gba
    .command('offline')
    .description('bootstrap without a network: documents or QR codes carried to the operator and back');
  addPinOptions(
    offline
      .command('answer')
      .description('give the operator’s challenge to the card, and write its answer')
      .requiredOption('--challenge <file>', 'document of the operator; - is standard input, for a QR scanner')
      .option('-r, --reader <name>', 'name of the reader, or a part of it that fits one')
      .option('--iccid <digits>', 'ICCID of the card that is meant; asked for where it is not given')
      .option('--out <file>', 'write the sealed answer here')
      .option('--qr', 'show the sealed answer as a QR code')
      .option(
        '--secret-out <file>',
        'new file for an answer that is not sealed, because the challenge names no key; only you can read it',
      )
      .option('--passphrase-file <file>', 'file with the passphrase of the vault'),
  )
    .addHelpText(
      'after',
      `
The answer holds RES, a one-time password of the card: it leaves Cardwright sealed to the key in the challenge, or in a file of your own.

Examples:
  cardwright gba offline answer -r Gemalto --challenge challenge.json --qr
  cardwright gba offline answer -r Gemalto --challenge - --secret-out answer.json`,
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<AnswerOptions>();
      return run(options, async (session) => {
        const reader = await chooseReader(session, options.reader, 'write');
        const challenge = readGivenFile(options.challenge);
        await openVault(session, options, true);
        const answer = await session.call('gba.offlineAnswer', {
          reader,
          iccid: await confirmIccid(session, reader, options.iccid),
          challenge,
          ...(options.secretOut === undefined ? {} : { file: resolve(options.secretOut) }),
          ...(await pinOf(options)),
        });
        const { document } = answer;
        if (options.out !== undefined && document !== undefined) keep(options.out, document);
        const shown = options.qr === true && document !== undefined ? [await qrOf(document)] : [];
        return { json: answer, text: [offlineAnswerText(answer), ...shown].join('\n\n') };
      });
    });
  addWaiting(offline);
  addPinOptions(
    addGatewayOptions(
      addTargetOptions(
        offline
          .command('complete')
          .description('end it with the operator’s completion, and keep the key for a gateway')
          .requiredOption('--pending <id>', 'what “gba offline answer” has printed')
          .requiredOption('--completion <file>', 'document of the operator; - is standard input')
          .option('-r, --reader <name>', 'reader with the card; needed with GBA_U')
          .option('--passphrase-file <file>', 'file with the passphrase of the vault'),
      ),
    ),
  )
    .addHelpText(
      'after',
      '\nExample:\n  cardwright gba offline complete --pending 5b0c… --completion completion.json --maf maf.sp.example.com --gateway gw-7',
    )
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<CompleteOptions>();
      return run(options, async (session) => {
        const target = requireTarget(options);
        const gateway = gatewayOf(options);
        if (gateway === undefined) throw noGateway();
        const completion = readGivenFile(options.completion);
        await openVault(session, options, true);
        const { ua, suite } = options;
        const result = await session.call('gba.offlineComplete', {
          pending: options.pending,
          completion,
          target,
          for: gateway,
          ...(ua === undefined ? {} : { uaProtocol: ua }),
          ...(suite === undefined ? {} : { suite }),
          ...(options.reader === undefined
            ? {}
            : { reader: await chooseReader(session, options.reader, 'write') }),
          ...(await pinOf(options)),
        });
        return { json: result, text: resultText(result) };
      });
    });
}

function addWaiting(offline: Command): void {
  offline
    .command('list')
    .description('the answers that wait for their completion')
    .option('--passphrase-file <file>', 'file with the passphrase of the vault')
    .addHelpText('after', '\nExample:\n  cardwright gba offline list --json')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & VaultOptions>();
      return run(options, async (session) => {
        await openVault(session, options, true);
        const waiting = await session.call('gba.offlineWaiting', {});
        return { json: waiting, text: offlineWaitingText(waiting) };
      });
    });
  offline
    .command('forget')
    .description('wait for a completion no more, and remove what was kept for it')
    .argument('<id>', 'what “gba offline answer” has printed')
    .addHelpText('after', '\nExample:\n  cardwright gba offline forget 5b0c…')
    .action((id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      return run(options, async (session) => {
        await session.call('gba.offlineForget', { pending: id });
        return { json: { forgotten: id }, text: 'The answer is not waited for any more.' };
      });
    });
}

/** @throws InputError `file.unwritable` */
function keep(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (cause) {
    throw new InputError('file.unwritable', 'The file cannot be made.', {
      hint: 'Choose a name that is not there yet; with --json the answer is printed, too.',
      meaning: 'The card has answered.',
      cause,
    });
  }
}

async function qrOf(text: string): Promise<string> {
  if (text.length > longestQr) return 'The answer is too long for a QR code: use the file.';
  const { renderUnicodeCompact } = await import('uqr');
  return renderUnicodeCompact(text, { ecc: 'L', border: 2 });
}

function noGateway(): InputError {
  return new InputError('gba.gateway-missing', 'It is not said for which gateway the key is kept.', {
    hint: 'Add --gateway NAME.',
    meaning: 'Nothing was changed.',
  });
}
