import { CardError, CardwrightError } from '../../base/error.ts';
import type { ResponseApdu } from '../../card/apdu.ts';
import type { CardCommand } from '../../card/command.ts';
import type { Fcp } from '../../card/fcp-types.ts';
import { mfIccid } from '../../card/files/mf/iccid.ts';
import { masterFile } from '../../card/path.ts';
import { expectStatus } from '../../card/status-check.ts';
import type { CardFiles } from '../card-files.ts';
import type { CardSession } from '../session.ts';
import { cardAnswer } from './read-ef.ts';

/** What kind of card is in the reader. */
export type CardNature = 'uicc' | 'gsm-only' | 'other' | 'terminated';

export type NatureFound =
  | { readonly nature: 'uicc'; readonly fcp: Fcp; readonly problem?: undefined }
  | {
      readonly nature: Exclude<CardNature, 'uicc'>;
      readonly iccid?: string;
      readonly problem: CardwrightError;
    };

/** SELECTs the MF. Nothing but that is asked of a card that turns out to be no UICC, and the ICCID of an old SIM. */
export async function natureOf(files: CardFiles): Promise<NatureFound> {
  const selected = await cardAnswer(files.session, () => files.select(masterFile));
  if (selected.ok) {
    const { fcp, state } = selected.value;
    return state === 'terminated' || fcp.lifeCycle === 'terminated'
      ? { nature: 'terminated', problem: terminated() }
      : { nature: 'uicc', fcp };
  }
  if (selected.problem.code === 'file.terminated') return { nature: 'terminated', problem: terminated() };
  if (selected.problem.code !== 'command.class-unsupported')
    return { nature: 'other', problem: notUicc(selected.problem) };
  const gsm = await cardAnswer(files.session, () => readGsmIccid(files.session));
  if (!gsm.ok) return { nature: 'other', problem: notUicc(selected.problem) };
  return { nature: 'gsm-only', ...(gsm.value === undefined ? {} : { iccid: gsm.value }), problem: gsmOnly() };
}

/** A SIM before the UICC speaks class A0 only, 3GPP TS 51.011 9.2. */
async function readGsmIccid(session: CardSession): Promise<string | undefined> {
  for (const fid of [0x3f00, mfIccid.fid]) await session.run(gsmSelect(fid));
  const content = await session.run(gsmCommand('READ BINARY', { ins: 0xb0, le: 10 }));
  try {
    return mfIccid.codec.decode(content);
  } catch (error) {
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}

const gsmSelect = (fid: number): CardCommand<Uint8Array> =>
  gsmCommand('SELECT', { ins: 0xa4, data: Uint8Array.of(fid >> 8, fid & 0xff), le: 256 });

function gsmCommand(
  name: string,
  apdu: { readonly ins: number; readonly data?: Uint8Array; readonly le: number },
): CardCommand<Uint8Array> {
  return {
    name,
    apdu: { cla: 0xa0, p1: 0, p2: 0, ...apdu },
    sensitive: 'none',
    changesCard: false,
    parse: (response: ResponseApdu) => expectStatus(response, name).data,
  };
}

const untouched = 'The card is unharmed; nothing was written.';

function notUicc(cause: CardwrightError): CardError {
  return new CardError('card.not-uicc', 'This card is not a UICC.', {
    hint: 'Put a SIM card or an embedded UICC into the reader. Payment and identity cards cannot be used.',
    meaning: untouched,
    clause: 'ETSI TS 102 221 8.1',
    details: {
      reason: cause.code,
      ...(cause.details['sw'] === undefined ? {} : { sw: cause.details['sw'] }),
    },
    cause,
  });
}

function gsmOnly(): CardError {
  return new CardError('card.gsm-only', 'This is a SIM card of the time before the UICC.', {
    hint: 'Use a UICC: a GSM SIM has no applications and cannot hold the oneM2M files.',
    meaning: untouched,
    clause: '3GPP TS 51.011 9.2',
  });
}

function terminated(): CardError {
  return new CardError('card.terminated', 'This card has been terminated: its issuer ended its life.', {
    hint: 'Use another card. A terminated card cannot be brought back.',
    meaning: 'Nothing was written, and nothing can be.',
    clause: 'ETSI TS 102 222 6.9',
  });
}
