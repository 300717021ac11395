import type { GpInfoDoc, GpItemDoc, GpPlanDoc, GpResultDoc } from '../../contract/globalplatform.ts';
import { errorText } from './error.ts';
import { groupDigits, paint, table } from './print.ts';

/** What a security domain told without keys. */
export function infoText(info: GpInfoDoc): string {
  const { production, recognition } = info;
  const rows: (readonly string[])[] = [
    ['Card', `${info.iccid === undefined ? 'ICCID not told' : groupDigits(info.iccid)}  in ${info.reader}`],
    ['Security domain', info.aid.toUpperCase()],
  ];
  if (recognition?.version !== undefined) rows.push(['GlobalPlatform', recognition.version]);
  if (recognition !== undefined && recognition.protocols.length > 0)
    rows.push([
      'Protocols',
      recognition.protocols.map(({ protocol, option }) => `${protocol} i=${option}`).join(', '),
    ]);
  if (info.iin !== undefined) rows.push(['IIN', info.iin]);
  if (info.cin !== undefined) rows.push(['CIN', info.cin]);
  if (production !== undefined)
    rows.push(
      ['Chip', `fabricator ${production.icFabricator}, type ${production.icType}`],
      ['Serial number', `${production.serialNumber}, batch ${production.batch}`],
      ['Operating system', `${production.operatingSystem}, made ${production.fabricationDate}`],
    );
  const unreadable = (info.unreadable ?? []).map(({ what }) => `${paint('yellow', '!')} ${what}`);
  return [table(rows), ...unreadable, keysText(info)].join('\n\n');
}

/** The key sets of the card, and those that the station holds for it. */
export function keysText({ keys, sets, unresolved }: GpInfoDoc): string {
  const versions = [...new Set(keys.map(({ version }) => version))].sort((a, b) => a - b);
  const onCard = versions.map((version) => {
    const own = keys.filter((key) => key.version === version);
    const [first] = own;
    return [
      `  ${version}`,
      version <= 15 ? 'packets (OTA)' : 'secure channels',
      `${first?.type ?? ''}, ${first?.length ?? 0} bytes`,
      `keys ${own.map(({ id }) => id).join(' ')}`,
    ];
  });
  const stored = sets.map(({ name, onCard: there, id }) => [
    `  ${name}`,
    there ? 'its version is on the card' : 'its version is not on the card',
    paint('dim', id),
  ]);
  return [
    versions.length === 0 ? 'The card does not tell its key sets.' : `On the card\n${table(onCard)}`,
    stored.length === 0 ? 'The station holds no key set for this card.' : `At this station\n${table(stored)}`,
    ...(unresolved === undefined
      ? []
      : [
          `${paint('yellow', '!')} It is not known how this ended: ${unresolved}\n    Open the vault and ask again: the card’s cryptogram tells, and no try is used.`,
        ]),
  ].join('\n\n');
}

const kinds = {
  'issuer-domain': 'security domain (issuer)',
  domain: 'security domain',
  application: 'application',
  package: 'package',
} as const;

export function itemsText(items: readonly GpItemDoc[]): string {
  return items
    .map(({ kind, aid, name, lifeCycle, privileges, packageAid, modules }) =>
      [
        `${paint('bold', aid.toUpperCase())}  ${kinds[kind]}${name === undefined ? '' : `, ${name}`}  ${lifeCycle.word}`,
        ...(packageAid === undefined ? [] : [`    from the package ${packageAid.toUpperCase()}`]),
        ...(modules.length === 0
          ? []
          : [`    modules ${modules.map((each) => each.toUpperCase()).join(', ')}`]),
        ...(privileges.length === 0 ? [] : [`    ${paint('dim', privileges.join(', '))}`]),
      ].join('\n'),
    )
    .join('\n');
}

export function gpPlanText(plan: GpPlanDoc): string {
  const changes = plan.changes.map(({ what, before, after }) => [
    `  ${what}`,
    before ?? 'not told',
    '→',
    after ?? 'gone',
  ]);
  return [
    table([
      ['Change', plan.title],
      ['Card', `${groupDigits(plan.iccid)}  in ${plan.reader}`],
    ]),
    ...(changes.length === 0 ? [] : [table(changes)]),
    ...plan.cautions.map((caution) => `${paint('yellow', '!')} ${caution}`),
    ...plan.blockers.map(errorText),
  ].join('\n\n');
}

const verdicts = {
  verified: ['green', '✓', 'Done, and read back as planned.'],
  mismatch: ['red', '✗', 'The card says something else than planned.'],
  stopped: ['red', '✗', 'Stopped; the change was not made as planned.'],
  unknown: ['yellow', '?', 'Not known until the card is asked again.'],
} as const;

export function gpResultText({ result, changes, answer, error }: GpResultDoc): string {
  const [color, sign, verdict] = verdicts[result];
  const rows = changes.map(({ what, now, match }) => [
    match ? paint('green', '✓') : paint('red', '✗'),
    what,
    now,
  ]);
  return [
    ...(rows.length === 0 ? [] : [table(rows, '  ')]),
    ...(answer === undefined ? [] : [`The card answered ${answer.toUpperCase()}.`]),
    ...(error === undefined ? [] : [errorText(error)]),
    `${paint(color, sign)} ${verdict}`,
  ].join('\n');
}
