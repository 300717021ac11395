import type { Command } from 'commander';
import { exitCodes } from '../exit-code.ts';
import { paint } from '../output/print.ts';
import { auditText, receiptListText, receiptText } from '../output/receipt.ts';
import { run } from '../run.ts';
import type { GlobalOptions } from '../session.ts';

export function addReceipt(program: Command): void {
  const receipt = program.command('receipt').description('what was done to which card');
  receipt
    .command('list')
    .description('list the receipts, newest first')
    .option('--iccid <digits>', 'of this card only')
    .option('--limit <n>', 'at most so many', '50')
    .addHelpText('after', '\nExample:\n  cardwright receipt list --iccid 8988211000000430010')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { iccid?: string; limit: string }>();
      return run(options, async (session) => {
        const iccid = options.iccid === undefined ? {} : { iccid: options.iccid };
        const receipts = await session.call('receipts.list', { ...iccid, limit: Number(options.limit) });
        return { json: receipts, text: receiptListText(receipts) };
      });
    });
  receipt
    .command('show')
    .description('show one receipt; with --json the document that is hashed')
    .argument('<receipt>', 'number or id')
    .addHelpText('after', '\nExample:\n  cardwright receipt show 12 --json > receipt-12.json')
    .action((id: string, _options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        const found = await session.call('receipts.get', { receipt: id });
        return { json: found, text: receiptText(found) };
      }),
    );
  receipt
    .command('verify')
    .description('check that no receipt was changed, removed or put in between; exit code 6 when one was')
    .addHelpText('after', '\nExample:\n  cardwright receipt verify')
    .action((_options, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (session) => {
        const check = await session.call('receipts.check', {});
        const text = check.intact
          ? `${paint('green', '✓')} All ${check.checked} receipts fit together.`
          : `${paint('red', '✗')} Receipt ${check.brokenAt ?? '?'} does not fit: ${check.why ?? 'it was changed'}`;
        return { json: check, text, code: check.intact ? exitCodes.done : exitCodes.mismatch };
      }),
    );
  program
    .command('audit')
    .description('who did what, newest first')
    .option('--limit <n>', 'at most so many', '50')
    .addHelpText('after', '\nExample:\n  cardwright audit --limit 200')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { limit: string }>();
      return run(options, async (session) => {
        const lines = await session.call('audit.list', { limit: Number(options.limit) });
        return { json: lines, text: auditText(lines) };
      });
    });
}
