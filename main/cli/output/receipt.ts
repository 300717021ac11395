import type { AuditDoc, ReceiptDoc, ReceiptSummaryDoc } from '../../contract/receipt.ts';
import { errorText } from './error.ts';
import { verificationText } from './plan.ts';
import { groupDigits, localTime, paint, table } from './print.ts';
import { routeText } from './route.ts';

function resultText(result: ReceiptDoc['result']): string {
  return result === 'verified' ? paint('green', '✓ verified') : paint('red', `✗ ${result}`);
}

export function receiptText(receipt: ReceiptDoc): string {
  const head = table([
    ['Receipt', `${receipt.number}  ${paint('dim', receipt.id)}`],
    ['Result', resultText(receipt.result)],
    ['Card', groupDigits(receipt.iccid)],
    ['Reader', `${receipt.reader}${receipt.simulated ? '  (simulator)' : ''}`],
    ['Profile', receipt.profile.id],
    ['Directory', receipt.target],
    ['Route', routeText(receipt.route, receipt.keySet)],
    ['By', [receipt.operator, receipt.station].filter(Boolean).join(' at ') || 'not named'],
    ['Time', `${localTime(receipt.startedAt)} to ${localTime(receipt.finishedAt)}`],
    ['Hash', paint('dim', receipt.hash)],
  ]);
  const steps = receipt.done.map((step) => [
    `${step.index + 1}`,
    step.file + (step.record === undefined ? '' : ` record ${step.record}`),
    step.kind.replace('-', ' '),
    step.state,
    step.sw ?? '',
  ]);
  return [
    head,
    ...(steps.length === 0 ? [] : [table(steps, '  ')]),
    ...(receipt.readBack.length === 0
      ? []
      : [
          verificationText({
            items: receipt.readBack,
            verified: receipt.readBack.every((item) => item.match),
          }),
        ]),
    ...(receipt.error === undefined ? [] : [errorText(receipt.error)]),
    paint(
      'dim',
      `${receipt.apdus} APDUs${receipt.envelopes === undefined ? '' : `, ${receipt.envelopes} of them ENVELOPE`}`,
    ),
  ].join('\n\n');
}

export function receiptListText(receipts: readonly ReceiptSummaryDoc[]): string {
  if (receipts.length === 0) return 'No receipts yet. Each apply and wipe leaves one.';
  return table([
    ['No.', 'Time', 'Card', 'Kind', 'Result', 'Profile', 'By'].map((title) => paint('dim', title)),
    ...receipts.map((receipt) => [
      String(receipt.number),
      localTime(receipt.finishedAt),
      groupDigits(receipt.iccid),
      receipt.kind,
      resultText(receipt.result),
      receipt.profile.id,
      receipt.operator,
    ]),
  ]);
}

export function auditText(lines: readonly AuditDoc[]): string {
  if (lines.length === 0) return 'The audit log is empty.';
  return table(
    lines.map((line) => [
      String(line.number),
      localTime(line.at),
      line.origin,
      line.outcome,
      line.action,
      line.what,
      line.operator,
    ]),
  );
}
