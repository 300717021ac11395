import type {
  AkaFindingDoc,
  AkaLocalKeyDoc,
  AkaResultDoc,
  AkaVectorDoc,
  AutnExplanationDoc,
} from '../../contract/aka.ts';
import { errorText } from './error.ts';
import { paint, shortHex, table } from './print.ts';

const marks = { good: '✓', attention: '!', fault: '✗' } as const;
const colours = { good: 'green', attention: 'yellow', fault: 'red' } as const;

export function findingsText(findings: readonly AkaFindingDoc[]): string {
  return findings
    .map(({ severity, what, hint }) => {
      const line = `${paint(colours[severity], marks[severity])} ${what}`;
      return hint === undefined ? line : `${line}\n  ${paint('dim', hint)}`;
    })
    .join('\n');
}

const yesOrNo = (fits: boolean): string => (fits ? paint('green', 'right') : paint('red', 'wrong'));

export function akaResultText(result: AkaResultDoc): string {
  const { application, context, outcome, lengths, matches, sqnOfCard, findings = [], error } = result;
  const values = Object.entries(lengths).map(([name, length]) => [
    name,
    `${length} bytes`,
    matches[name] === undefined ? '' : yesOrNo(matches[name]),
  ]);
  return [
    table([
      ['Application', application.toUpperCase()],
      ['Context', context.toUpperCase()],
      ['Outcome', outcomeText(outcome)],
      ...(sqnOfCard === undefined ? [] : [['SQN of the card', shortHex(sqnOfCard)]]),
    ]),
    ...(values.length === 0 ? [] : [table(values, '  ')]),
    ...(findings.length === 0 ? [] : [findingsText(findings)]),
    ...(error === undefined ? [] : [errorText(error)]),
  ].join('\n\n');
}

function outcomeText(outcome: AkaResultDoc['outcome']): string {
  if (outcome === 'authenticated') return paint('green', '✓ authenticated');
  return paint(
    'yellow',
    outcome === 'mac-failure' ? '✗ the MAC is wrong' : '! the card asks for another number',
  );
}

export function vectorText({ rand, sqn, amf, autn, matches, file }: AkaVectorDoc): string {
  const checks = Object.entries(matches).map(([name, fits]) => [name, yesOrNo(fits)]);
  return [
    table([
      ['RAND', shortHex(rand)],
      ['SQN', shortHex(sqn)],
      ['AMF', shortHex(amf)],
      ['AUTN', shortHex(autn)],
    ]),
    ...(checks.length === 0 ? [] : [table(checks, '  ')]),
    ...(file === undefined ? [] : [`The whole vector is in ${file}, which only you can read.`]),
  ].join('\n\n');
}

export function explanationText(told: AutnExplanationDoc): string {
  return [
    table([
      ['SQN xor AK', shortHex(told.concealedSqn)],
      ...(told.sqn === undefined ? [] : [['SQN', shortHex(told.sqn)]]),
      ['AMF', shortHex(told.amf)],
      ...told.amfMeaning.map(({ bits, meaning }) => [`  bit ${bits}`, meaning]),
    ]),
    findingsText(told.findings),
  ].join('\n\n');
}

export function localKeyText({ application, held, derived }: AkaLocalKeyDoc): string {
  const what = derived
    ? 'The card has derived the key, and proved that it is the same.'
    : held
      ? 'The card has this key.'
      : 'The card does not have this key.';
  return `${paint(held ? 'green' : 'yellow', held ? '✓' : '✗')} ${application.toUpperCase()}: ${what}`;
}
