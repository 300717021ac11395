import {
  keysToPresent,
  type PlanDoc,
  type StepDoc,
  type VerificationDoc,
  type VerificationItemDoc,
} from '../../contract/plan.ts';
import { contentText } from './card.ts';
import { errorText } from './error.ts';
import { groupDigits, paint, shortHex, table } from './print.ts';
import { chosenRouteText, otherRoutesText } from './route.ts';

const stepSigns = {
  pending: '·',
  intended: '…',
  done: '✓',
  failed: '✗',
  unknown: '?',
  skipped: '-',
} as const;

/** The hexadecimal bytes of a new content with the changed ones marked. */
function markedHex(step: StepDoc): string {
  const bytes = (step.after?.hex ?? '').toUpperCase().match(/../g) ?? [];
  const changed = (at: number): boolean =>
    step.changed.some(({ offset, length }) => at >= offset && at < offset + length);
  const shown = bytes
    .slice(0, 32)
    .map((byte, i) => (changed(i) ? paint(['bold', 'yellow'], byte) : paint('dim', byte)));
  return shown.join(' ') + (bytes.length > 32 ? ` … (${bytes.length} bytes)` : '');
}

function stepText(step: StepDoc, presented: readonly string[]): string {
  const needs = step.needs.filter((name) => presented.includes(name));
  const name = `${step.file}${step.record === undefined ? '' : ` record ${step.record}`}`;
  const before = step.before === undefined ? 'unknown' : contentText(step.before);
  const change =
    step.after === undefined ? step.kind.replace('-', ' ') : `${before} → ${contentText(step.after)}`;
  return [
    `${stepSigns[step.state]} ${String(step.index + 1).padStart(2)}  ${paint('bold', name)}  ${step.kind.replace('-', ' ')}`,
    `      ${change}`,
    ...(step.after === undefined || step.changed.length === 0 ? [] : [`      ${markedHex(step)}`]),
    ...(needs.length === 0 ? [] : [`      needs ${needs.join(', ')}`]),
  ].join('\n');
}

/** Each caution once, with the files it is about. */
function cautionsText(steps: readonly StepDoc[]): string[] {
  const files = new Map<string, Set<string>>();
  for (const { caution, file } of steps)
    if (caution !== undefined) files.set(caution, (files.get(caution) ?? new Set()).add(file));
  return [...files].map(
    ([caution, names]) => `${paint('yellow', '!')} ${[...names].join(', ')}\n    ${caution}`,
  );
}

export function planText(plan: PlanDoc): string {
  const head = table([
    ['Plan', plan.id],
    ['Card', `${groupDigits(plan.iccid)}  in ${plan.reader}`],
    ['Profile', plan.profile.id],
    ['Directory', plan.target],
    ...(plan.steps.length === 0 ? [] : [['Route', chosenRouteText(plan)]]),
    ...(plan.continues === undefined ? [] : [['Continues', `${plan.continues}, which was interrupted`]]),
  ]);
  const presented = keysToPresent(plan);
  const keys = presented.map((key) => [
    key.name,
    key.triesLeft === undefined
      ? key.state
      : `${key.triesLeft} ${key.triesLeft === 1 ? 'try' : 'tries'} left`,
    key.stored ? 'stored on this station' : '',
  ]);
  const names = presented.map(({ name }) => name);
  const others = otherRoutesText(plan);
  const verdict =
    plan.state === 'nothing-to-do'
      ? `${paint('green', '✓')} Nothing to do: the card is as the profile wants it.`
      : `${plan.steps.length} ${plan.steps.length === 1 ? 'change' : 'changes'}, ${plan.unchanged.length} already right.`;
  return [
    head,
    ...(plan.steps.length === 0 ? [] : [plan.steps.map((step) => stepText(step, names)).join('\n')]),
    ...(keys.length === 0 ? [] : [`Keys\n${table(keys, '  ')}`]),
    ...(others === undefined ? [] : [others]),
    ...cautionsText(plan.steps),
    ...plan.blockers.map(errorText),
    verdict,
  ].join('\n\n');
}

function itemRow(item: VerificationItemDoc): string[] {
  return [
    item.match ? paint('green', '✓') : paint('red', '✗'),
    `${item.file}${item.record === undefined ? '' : ` record ${item.record}`}`,
    item.match ? '' : `wanted ${shortHex(item.expected)}`,
    item.match ? '' : `found ${item.actual === undefined ? 'nothing' : shortHex(item.actual)}`,
  ];
}

export function verificationText(verification: Pick<VerificationDoc, 'items' | 'verified'>): string {
  const wrong = verification.items.filter((item) => !item.match).length;
  return [
    table(verification.items.map(itemRow), '  '),
    verification.verified
      ? `${paint('green', '✓')} Verified: ${verification.items.length} contents are as they should be.`
      : `${paint('red', '✗')} Not as it should be: ${wrong} of ${verification.items.length} contents differ.`,
  ].join('\n');
}
