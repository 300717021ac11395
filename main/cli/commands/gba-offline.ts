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
import { withNewFile } from '../new-file.ts';
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
      .option('--out <file>', 'write the sealed answer to this new file; without it and --qr it is printed')
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
        const iccid = await confirmIccid(session, reader, options.iccid);
        const pin = await pinOf(options);
        const { out, secretOut } = options;
        return withNewFile(out, async (write) => {
          const answer = await session.call('gba.offlineAnswer', {
            reader,
            iccid,
            challenge,
            ...(secretOut === undefined ? {} : { file: resolve(secretOut) }),
            ...pin,
          });
          const { document } = answer;
          if (document !== undefined) write(document);
          const shown = document === undefined ? [] : await shownOf(document, options);
          return { json: answer, text: [offlineAnswerText(answer), ...shown].join('\n\n') };
        });
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

/** The card does not give its answer again: what goes into no code and no file is shown as text. */
async function shownOf(document: string, { qr, out }: AnswerOptions): Promise<readonly string[]> {
  if (qr === true && document.length <= longestQr) {
    const { renderUnicodeCompact } = await import('uqr');
    return [renderUnicodeCompact(document, { ecc: 'L', border: 2 })];
  }
  const tooLong = qr === true ? ['The answer is too long for a QR code.'] : [];
  return out === undefined ? [...tooLong, document] : tooLong;
}

function noGateway(): InputError {
  return new InputError('gba.gateway-missing', 'It is not said for which gateway the key is kept.', {
    hint: 'Add --gateway NAME.',
    meaning: 'Nothing was changed.',
  });
}
