import type {
  CardReportDoc,
  ContentDoc,
  FileDoc,
  FindingDoc,
  HealthDoc,
  KeyStatusDoc,
} from '../../contract/card.ts';
import { groupDigits, paint, shortHex, table } from './print.ts';

const healthSigns = { good: '✓', attention: '!', fault: '✗', unknown: '?' } as const;
const healthStyles = { good: 'green', attention: 'yellow', fault: 'red', unknown: 'dim' } as const;
const severityStyles = { fault: 'red', warning: 'yellow', notice: 'dim' } as const;

export function healthText(health: HealthDoc): string {
  const head = paint(healthStyles[health.word], `${healthSigns[health.word]} ${health.word}`);
  return [`Health: ${head}`, ...health.findings.map(findingText)].join('\n');
}

function findingText(finding: FindingDoc): string {
  return [
    `  ${paint(severityStyles[finding.severity], finding.severity)}: ${finding.what}`,
    `    ${finding.consequence}`,
    `    → ${finding.remedy}`,
    `    ${paint('dim', [finding.clause, finding.path].filter(Boolean).join(' · '))}`,
  ].join('\n');
}

export function contentText(content: ContentDoc): string {
  if (content.state === 'malformed') return paint('red', `malformed: ${content.problem ?? content.summary}`);
  if (content.state === 'unassigned') return paint('dim', 'not assigned');
  if (content.state === 'unknown-coding') return shortHex(content.hex);
  return content.summary;
}

/** One line a file and one more for each further record; records without a value are counted, not listed. */
function fileRows(file: FileDoc): string[][] {
  const head = [file.name, file.fid];
  if (file.contents.length === 0) return [[...head, paint('dim', stateText(file))]];
  if (file.contents.length === 1) return file.contents.map((content) => [...head, contentText(content)]);
  const assigned = file.contents.flatMap((content, i) =>
    content.state === 'unassigned' ? [] : [`${i + 1}: ${contentText(content)}`],
  );
  const empty = file.contents.length - assigned.length;
  const rest = `${empty} ${empty === 1 ? 'record' : 'records'} not assigned`;
  const lines = empty === 0 ? assigned : [...assigned, paint('dim', rest)];
  return lines.map((line, i) => [...(i === 0 ? head : ['', '']), line]);
}

function stateText(file: FileDoc): string {
  if (file.state === 'read' || file.kind !== 'ef') return file.kind === 'ef' ? 'empty' : file.title;
  return file.problem?.what ?? file.state;
}

export function reportText(report: CardReportDoc): string {
  const { card } = report;
  const identity = [
    ['Reader', report.reader],
    ['ICCID', card.iccid === undefined ? 'not readable' : groupDigits(card.iccid)],
    ...(card.imsi === undefined ? [] : [['IMSI', card.imsi]]),
    ['ATR', shortHex(card.atr, 40)],
    ...card.applications.map((app) => [
      'Application',
      `${app.label}  ${paint('dim', app.aid.toUpperCase())}`,
    ]),
  ];
  const folders = report.files.filter((file) => file.kind !== 'ef');
  const sections = folders.map((folder) => {
    const children = report.files.filter((file) => file.kind === 'ef' && isChild(file.path, folder.path));
    if (children.length === 0) return undefined;
    return `${paint('bold', folder.name)}  ${paint('dim', folder.path)}\n${table(children.flatMap(fileRows), '  ')}`;
  });
  return [
    table(identity),
    ...sections.filter((section) => section !== undefined),
    ...(report.keys.length === 0 ? [] : [`Keys\n${keysText(report.keys)}`]),
    healthText(report.health),
    paint('dim', `${report.apdus} APDUs, ${report.elapsedMs.toFixed(0)} ms`),
  ].join('\n\n');
}

function isChild(path: string, folder: string): boolean {
  return path.slice(0, path.lastIndexOf('/')) === folder;
}

export function keysText(keys: readonly KeyStatusDoc[]): string {
  return table(
    keys.map((key) => [
      key.name,
      key.state,
      key.triesLeft === undefined ? '' : `${key.triesLeft} ${key.triesLeft === 1 ? 'try' : 'tries'} left`,
    ]),
    '  ',
  );
}

export function fileText(file: FileDoc): string {
  const facts = [
    ['Path', file.path],
    ['State', [file.state, file.lifeCycle].filter(Boolean).join(', ')],
    ...(file.structure === undefined ? [] : [['Structure', sizeText(file)]]),
    ...(file.clause === undefined ? [] : [['Clause', file.clause]]),
  ];
  const contents = file.contents.map((content, i) =>
    [
      `${file.contents.length > 1 ? `Record ${i + 1}: ` : ''}${contentText(content)}`,
      ...content.fields.map(
        (field) =>
          `  ${field.name}: ${field.value}${field.note === undefined ? '' : paint('yellow', ` (${field.note})`)}`,
      ),
      paint('dim', `  ${shortHex(content.hex, 4096)}`),
    ].join('\n'),
  );
  return [
    `${paint('bold', file.name)}  ${file.title}`,
    table(facts, '  '),
    ...contents,
    ...file.access.map((access) => `  ${access.sentence}`),
    ...(file.problem === undefined ? [] : [`  ${file.problem.what} ${file.problem.hint}`]),
  ].join('\n');
}

function sizeText(file: FileDoc): string {
  const records =
    file.recordCount === undefined ? '' : `, ${file.recordCount} records of ${file.recordLength} bytes`;
  return `${file.structure}, ${file.size ?? '?'} bytes${records}${file.sfi === undefined ? '' : `, SFI ${file.sfi}`}`;
}
