import type { DiagnosisItemDoc, ReaderDoc, ReaderListDoc } from '../../contract/reader.ts';
import { errorText } from './error.ts';
import { groupDigits, paint, table } from './print.ts';

const stateWords = {
  empty: 'no card',
  card: 'card',
  mute: 'mute card',
  held: 'held by another program',
  unavailable: 'not available',
} as const;

function readerRow(reader: ReaderDoc): string[] {
  const identity =
    reader.card?.iccid === undefined ? (reader.atr?.toUpperCase() ?? '') : groupDigits(reader.card.iccid);
  return [
    reader.name + (reader.simulated ? paint('dim', ' (simulator)') : ''),
    reader.busy ? 'working' : stateWords[reader.state],
    identity,
  ];
}

export function readersText(list: ReaderListDoc): string {
  const lines = list.readers.length === 0 ? ['No reader is attached.'] : [table(list.readers.map(readerRow))];
  if (list.problem !== undefined) lines.push(errorText(list.problem));
  if (list.readers.length === 0 && list.problem === undefined)
    lines.push(
      '  → Plug one in, see what is missing with “cardwright readers --diagnose”, or use “--simulator SEED”.',
    );
  return lines.join('\n');
}

const signs = { good: '✓', attention: '!', fault: '✗', unknown: '?' } as const;
const styles = { good: 'green', attention: 'yellow', fault: 'red', unknown: 'dim' } as const;

export function diagnosisText(items: readonly DiagnosisItemDoc[]): string {
  return items
    .map((item) =>
      [
        `${paint(styles[item.result], signs[item.result])} ${item.check}: ${item.what}`,
        ...(item.remedy === undefined ? [] : [`  → ${item.remedy}`]),
        ...(item.command === undefined ? [] : [`    ${item.command}`]),
      ].join('\n'),
    )
    .join('\n');
}
