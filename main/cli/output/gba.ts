import type { CredentialDoc } from '../../contract/credential.ts';
import type {
  GbaReadinessDoc,
  GbaResultDoc,
  NafTestDoc,
  OfflineAnswerDoc,
  OfflineWaitingDoc,
  SequenceMessageDoc,
} from '../../contract/gba.ts';
import { errorText } from './error.ts';
import { groupDigits, localTime, paint, table } from './print.ts';

const parties = { device: 'device', card: 'card', bsf: 'BSF', naf: 'NAF' } as const;

/** One arrow of the message sequence, as it happens. */
export function messageText({ index, from, to, what, failed }: SequenceMessageDoc): string {
  const way = `${parties[from]} → ${parties[to]}`.padEnd(16);
  return `${String(index + 1).padStart(3)}  ${way}  ${failed === true ? paint('red', what) : what}`;
}

export function readinessText(doc: GbaReadinessDoc): string {
  const { pin, stored, noRoom, nafKeys = [] } = doc;
  const tries = pin.triesLeft === undefined ? '' : `, ${pin.triesLeft} tries left`;
  const lines = [
    ['Card', doc.iccid === undefined ? 'does not tell its ICCID' : groupDigits(doc.iccid)],
    ['Application', doc.application.toUpperCase()],
    ['PIN', `${pin.state}${tries}`],
    ['Subscriber', doc.impi === undefined ? 'not told' : `${doc.impi}  (${doc.identitySource})`],
    ['BSF', doc.bsfFqdn ?? 'not known'],
    ['GBA in the card', doc.gba === undefined ? 'not told' : doc.gba ? 'yes' : 'no'],
    ['Services of oneM2M', servicesText(doc)],
    ['Possible', doc.modes.length === 0 ? 'nothing yet' : doc.modes.join(', ')],
    ['Bootstrapping', stored === undefined ? 'none' : bootstrappingText(stored)],
    ...nafKeys.map(({ nafFqdn, uaProtocol, current }) => [
      'Key in the card',
      `${nafFqdn}, ${uaProtocol}${current ? '' : paint('yellow', '  of another bootstrapping')}`,
    ]),
  ];
  return [
    table(lines),
    ...(noRoom === undefined ? [] : [errorText(noRoom)]),
    ...doc.obstacles.map(errorText),
  ].join('\n\n');
}

function servicesText({ oneM2mProvisioning, oneM2mConnection }: GbaReadinessDoc): string {
  if (oneM2mProvisioning === undefined) return 'no table';
  const found = [
    ...(oneM2mProvisioning ? ['GBA secure provisioning'] : []),
    ...(oneM2mConnection === true ? ['GBA secure connection'] : []),
  ];
  return found.length === 0 ? 'none of GBA' : found.join(', ');
}

const bootstrappingText = ({ bTid, expiresAt, valid }: NonNullable<GbaReadinessDoc['stored']>): string =>
  `${bTid}, ${valid ? 'until' : 'expired'} ${localTime(expiresAt)}`;

export function resultText(result: GbaResultDoc): string {
  const { credential, naf } = result;
  return [
    table([
      ['Card', groupDigits(result.iccid)],
      ['Subscriber', result.impi],
      ['B-TID', result.bTid],
      ['Mode', `${result.mode}${result.reused ? '  (the bootstrapping was still valid)' : ''}`],
      ['Valid until', localTime(result.expiresAt)],
    ]),
    ...(credential === undefined ? [] : [`${credential.kind} is kept.\n${credentialText(credential)}`]),
    ...(naf === undefined ? [] : [nafText(naf)]),
  ].join('\n\n');
}

export function nafText({ connected, protocol, suite, error }: NafTestDoc): string {
  if (connected)
    return `${paint('green', '✓')} The NAF has the same key: ${[protocol, suite].filter(Boolean).join(', ')}.`;
  return error === undefined ? paint('red', '✗ not connected') : errorText(error);
}

export function credentialText(credential: CredentialDoc): string {
  return table(
    [
      ['Id', credential.id],
      [
        'Gateway',
        credential.cseId === undefined ? credential.gateway : `${credential.gateway}  (${credential.cseId})`,
      ],
      ['Key', `${credential.kind}, ${credential.keyId}`],
      ['NAF', credential.nafFqdn],
      ['Protocol', credential.uaProtocol],
      ['Valid', stateText(credential)],
    ],
    '  ',
  );
}

function stateText({ state, expiresAt }: CredentialDoc): string {
  const time = localTime(expiresAt);
  if (state === 'expired') return paint('red', `expired ${time}`);
  return state === 'expires-soon' ? paint('yellow', `only until ${time}`) : `until ${time}`;
}

export function credentialListText(credentials: readonly CredentialDoc[]): string {
  if (credentials.length === 0) return 'No credentials. “cardwright gba bootstrap --gateway …” leaves one.';
  return table([
    ['Id', 'Gateway', 'Key', 'NAF', 'Card', 'Valid'].map((title) => paint('dim', title)),
    ...credentials.map((one) => [
      one.id,
      one.gateway,
      one.kind,
      one.nafFqdn,
      groupDigits(one.iccid),
      stateText(one),
    ]),
  ]);
}

export function offlineWaitingText(waiting: readonly OfflineWaitingDoc[]): string {
  if (waiting.length === 0) return 'No answer waits for its completion.';
  return table([
    ['Id', 'Card', 'Subscriber', 'Mode'],
    ...waiting.map(({ pending, iccid = '?', impi = '?', mode = '?' }) => [pending, iccid, impi, mode]),
  ]);
}

export function offlineAnswerText(answer: OfflineAnswerDoc): string {
  const { outcome, impi, mode, file, pending } = answer;
  return [
    table([
      ['Subscriber', impi],
      [
        'Answer',
        outcome === 'response' ? 'the card has answered' : 'the card asks for another number (AUTS)',
      ],
      ...(mode === undefined ? [] : [['Mode', mode]]),
      ...(file === undefined ? [] : [['File', file]]),
      ...(pending === undefined ? [] : [['Waits as', pending]]),
    ]),
    outcome === 'response'
      ? 'Bring the answer to the operator; then “cardwright gba offline complete” with what comes back.'
      : 'Bring the answer to the operator, and give the card the challenge that comes back.',
  ].join('\n\n');
}
