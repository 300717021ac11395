import type { ErrorDoc } from '../../contract/error.ts';
import type {
  ImportDoc,
  ImportItemDoc,
  KeyCheckDoc,
  KeyOwnerDoc,
  KeySetDoc,
  StoredCardKeysDoc,
} from '../../contract/keys.ts';
import { groupDigits, localTime, paint, table } from './print.ts';

export const ownerText = ({ by, value }: KeyOwnerDoc): string =>
  `${by.toUpperCase()} ${/^\d+$/.test(value) ? groupDigits(value) : value}`;

const setColumns = ['Whose', 'Set', 'Algorithm', 'Keys', 'Counter', 'Authorises', '', 'Id'];

/** What the station holds: key sets, then PINs, PUKs and ADM keys by card. */
export function keyListText(list: {
  readonly sets: readonly KeySetDoc[];
  readonly cards: readonly StoredCardKeysDoc[];
}): string {
  const parts = [
    ...(list.sets.length === 0
      ? []
      : [table([setColumns.map((title) => paint('dim', title)), ...list.sets.map(setRow)])]),
    ...(list.cards.length === 0
      ? []
      : [table(list.cards.map(({ iccid, names }) => [`ICCID ${groupDigits(iccid)}`, names.join(', ')]))]),
  ];
  return parts.length === 0 ? 'The station holds no keys. Take some with “keys import”.' : parts.join('\n\n');
}

function setRow(set: KeySetDoc): readonly string[] {
  return [
    ownerText(set.owner),
    set.name,
    [set.algorithm, ...(set.diversification === 'none' ? [] : [`masters, ${set.diversification}`])].join(
      ', ',
    ),
    set.keys.join(' '),
    set.counter === undefined ? '' : String(set.counter),
    set.authorises.join(' '),
    problemText(set),
    paint('dim', set.id),
  ];
}

/** A locked vault is the rule on a command line, and no trouble: it is opened when keys are used. */
function problemText({ problem }: KeySetDoc): string {
  return problem === undefined || problem.code === 'vault.locked' ? '' : paint('yellow', problem.what);
}

/** One key set with all that is known of it. */
export function keySetText(set: KeySetDoc): string {
  const { ota } = set;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Set', `${set.name}  ${paint('dim', set.id)}`],
    ['Whose', ownerText(set.owner)],
    ['Algorithm', set.algorithm],
    ['Keys', set.keys.join(' ')],
    ['Diversification', set.diversification],
    ['Security domain', set.domain?.toUpperCase()],
    ['SPI', ota?.spi?.toUpperCase()],
    ['Buffer', ota?.buffer === undefined ? undefined : `${ota.buffer} bytes`],
    ['TARs', ota?.applications.map(({ tar, aid }) => (aid === undefined ? tar : `${tar} ${aid}`)).join(', ')],
    ['Counter', set.counter === undefined ? 'none used yet' : String(set.counter)],
    ['Imported', localTime(set.importedAt)],
  ];
  const known = rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
  return [table(known), problemText(set)].filter(Boolean).join('\n');
}

const marks = { taken: '✓', replaced: '✓', unchanged: '=', refused: '✗', 'not-taken': '-' } as const;
const styles = {
  taken: 'green',
  replaced: 'green',
  unchanged: 'dim',
  refused: 'red',
  'not-taken': 'yellow',
} as const;

/** What was refused and why, what is refused for the same reason together; of the rest the first rows. */
export function importText(report: ImportDoc, trial: boolean): string {
  const refused = report.items.filter(({ outcome }) => outcome === 'refused');
  const others = report.items.filter(({ outcome }) => outcome !== 'refused');
  return [
    ...(others.length === 0 ? [] : [table(others.slice(0, shown).map(itemRow))]),
    ...(others.length > shown ? [paint('dim', `… and ${others.length - shown} more (all with --json)`)] : []),
    ...refusedTexts(refused),
    ...(report.leftAside === undefined
      ? []
      : [paint('dim', `Columns that hold no such keys, not looked at: ${report.leftAside.join(', ')}`)]),
    ...(report.wrongCheckDigits === undefined
      ? []
      : [
          paint(
            'yellow',
            `ICCIDs with a wrong check digit, let pass by --no-luhn: ${report.wrongCheckDigits}`,
          ),
        ]),
    summary(report, trial),
  ].join('\n');
}

const shown = 40;
/** More rows with one reason are told together. */
const fewRows = 5;

function itemRow({ row, owner, name, outcome }: ImportItemDoc): readonly string[] {
  return [
    paint(styles[outcome], marks[outcome]),
    `row ${row}`,
    owner === undefined ? '' : ownerText(owner),
    name ?? '',
    outcome.replace('-', ' '),
  ];
}

function refusedTexts(refused: readonly ImportItemDoc[]): readonly string[] {
  const byReason = Map.groupBy(refused, ({ error }) => `${error?.code} ${error?.what}`);
  return [...byReason.values()].flatMap((items) => {
    const [first] = items;
    if (items.length <= fewRows || first?.error === undefined) return items.map(refusedText);
    const rows = items.slice(0, fewRows).map(({ row }) => row);
    const line = `${paint(styles.refused, marks.refused)}  ${items.length} entries, rows ${rows.join(', ')} …  refused`;
    return [reasonText(line, first.error)];
  });
}

function refusedText(item: ImportItemDoc): string {
  const error: ErrorDoc | undefined = item.error;
  const line = itemRow(item).filter(Boolean).join('  ');
  return error === undefined ? line : reasonText(line, error);
}

const reasonText = (line: string, { what, hint, code }: ErrorDoc): string =>
  `${line}: ${what}\n  → ${hint}  ${paint('dim', code)}`;

function summary({ stored, owners, taken, refused }: ImportDoc, trial: boolean): string {
  const counts = `${taken} keys and key sets taken, ${refused} refused; cards and IINs in the file: ${owners}`;
  if (trial) return `This was a trial, nothing was stored: ${counts}.`;
  if (stored) return `${counts}.`;
  return refused === 0
    ? 'Nothing was stored: the station holds all of it already.'
    : `Nothing was stored: ${counts}.`;
}

const storedWords = {
  right: 'check values right',
  wrong: 'check values WRONG',
  'no-check-value': 'came without check values',
} as const;
const cardWords = {
  right: 'the card has it',
  wrong: 'the card has it NOT',
  'cannot-tell': 'the card cannot tell',
} as const;

export function checksText(checks: readonly KeyCheckDoc[]): string {
  if (checks.length === 0) return 'There is no key set to check.';
  return table(
    checks.map(({ set, stored, card, error }) => [
      paint(
        stored === 'wrong' || card === 'wrong' ? 'red' : 'green',
        stored === 'wrong' || card === 'wrong' ? '✗' : '✓',
      ),
      ownerText(set.owner),
      set.name,
      storedWords[stored],
      card === undefined ? '' : cardWords[card],
      error?.what ?? '',
    ]),
  );
}
