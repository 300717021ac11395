import { concatBytes } from '../base/bytes.ts';
import { CardError, InputError } from '../base/error.ts';
import { type CommandApdu, decodeResponseApdu, encodeCommandApdu, type ResponseApdu } from './apdu.ts';
import { apduOnChannel, channelOf, classOnChannel } from './class-byte.ts';
import type { TransmissionProtocol } from './link.ts';

/** One TPDU on its way to the card. */
export interface ExchangeStep {
  readonly bytes: Uint8Array;
  /** Header and lengths of what is sent, with its channel. */
  readonly apdu: CommandApdu;
  /** `get-response`: added in order to fetch data; name it GET RESPONSE in a trace. `again`: the same command with another Le. */
  readonly kind: 'command' | 'again' | 'get-response';
}

export interface ExchangeResult {
  /** All data of the answer; the status word of a success is 9000 even where the card had a proactive command to announce. */
  readonly response: ResponseApdu;
  /** The last status word as the card gave it. */
  readonly rawSw: number;
  /** A proactive command of this many bytes waits for FETCH (91xx), ETSI TS 102 221 7.4.2. */
  readonly proactive?: number;
}

/** Rounds of one exchange: 65536 bytes in pieces of 256, and some more. */
const maxRounds = 300;
const maxAnswer = 0x10000;
/** Class of SIM cards before the UICC, 3GPP TS 51.011 9.2. */
const gsmClass = 0xa0;
const envelopeIns = 0xc2;

/**
 * Exchanges one command with a card: yields each TPDU, is given the card's answer, returns the whole response. Follows ETSI TS 102
 * 221 7.3.1.1: 61xx and (old cards, and others after ENVELOPE) 9Fxx are fetched with GET RESPONSE, 6Cxx repeats with the right Le, a warning before the data
 * of a case 4 command is kept while the data are fetched. A T=1 card that answers so is treated likewise. On T=0 a case 1 command
 * carries P3 00 and a case 4 command no Le.
 *
 * @throws InputError `apdu.too-long` when T=0 would need the extended form, `apdu.malformed`, `channel.invalid`
 * @throws CardError `card.answer-malformed` for an answer without status word, `card.endless-answer` when it never ends
 */
export function* exchangeSteps(
  command: CommandApdu,
  protocol: TransmissionProtocol,
  channel: number,
): Generator<ExchangeStep, ExchangeResult, Uint8Array> {
  const apdu = apduOnChannel(command, channel);
  const fetchClass = apdu.cla === gsmClass ? gsmClass : classOnChannel(0, channelOf(apdu.cla));
  const parts: Uint8Array[] = [];
  let total = 0;
  let step: ExchangeStep = { kind: 'command', apdu, bytes: encodeTpdu(apdu, protocol) };
  let warning: number | undefined;
  let corrected = false;
  for (let round = 0; round < maxRounds; round++) {
    const { data, sw } = readAnswer(yield step);
    const [sw1, sw2] = [sw >> 8, sw & 0xff];
    if (sw1 === 0x6c && !corrected && canCorrect(step.apdu, protocol)) {
      corrected = true;
      const again = { ...step.apdu, le: sw2 || 256 };
      const kind = step.kind === 'get-response' ? 'get-response' : 'again';
      step = { kind, apdu: again, bytes: encodeTpdu(again, protocol) };
      continue;
    }
    corrected = false;
    parts.push(data);
    total += data.length;
    if (total > maxAnswer) break;
    const isWarning = sw1 === 0x62 || sw1 === 0x63;
    const oldAnnouncement = sw1 === 0x9f && (fetchClass === gsmClass || apdu.ins === envelopeIns);
    if (sw1 === 0x61 || oldAnnouncement) {
      step = getResponse(fetchClass, sw2 || 256);
    } else if (isWarning && step.kind === 'command' && isCase4(apdu) && protocol === 'T=0') {
      warning = sw;
      step = getResponse(fetchClass, 256);
    } else {
      return {
        response: { data: concatBytes(...parts), sw: overallStatus(sw, warning) },
        rawSw: sw,
        ...(sw1 === 0x91 ? { proactive: sw2 || 256 } : {}),
      };
    }
  }
  throw new CardError('card.endless-answer', 'The card announces more and more data without end.', {
    hint: 'Take the card out and try another one.',
    meaning: 'Whether the command was executed is unknown; read the card again.',
    clause: 'ETSI TS 102 221 7.3.1.1',
  });
}

/**
 * The word that counts when the data of a command that warned were fetched: the warning, unless the last word is a warning itself.
 * 62F3 only said that there are data. 91xx is a success.
 */
function overallStatus(last: number, warning: number | undefined): number {
  const lastWarns = last >> 8 === 0x62 || last >> 8 === 0x63;
  if (warning !== undefined && warning !== 0x62f3 && !lastWarns) return warning;
  return last >> 8 === 0x91 ? 0x9000 : last;
}

function getResponse(cla: number, le: number): ExchangeStep {
  const apdu = { cla, ins: 0xc0, p1: 0, p2: 0, le };
  return { kind: 'get-response', apdu, bytes: encodeCommandApdu(apdu) };
}

function encodeTpdu(apdu: CommandApdu, protocol: TransmissionProtocol): Uint8Array {
  if (protocol === 'T=1') return encodeCommandApdu(apdu);
  const { cla, ins, p1, p2, data, le } = apdu;
  if ((data?.length ?? 0) > 255 || (le ?? 0) > 256)
    throw new InputError('apdu.too-long', 'This card takes no more than 255 bytes in one command.', {
      hint: 'Split the data into several commands.',
      clause: 'ETSI TS 102 221 7.3.1.1',
    });
  const hasData = (data?.length ?? 0) > 0;
  const withoutLe = { cla, ins, p1, p2, ...(data !== undefined && hasData ? { data } : {}) };
  return encodeCommandApdu(hasData ? withoutLe : { ...withoutLe, le: le ?? 256 });
}

/**
 * Whether Le can be set without sending something else: on T=0 P3 is Lc in a command with data. A command that expects no answer has no
 * Le: VERIFY PIN that asks for the tries would become one that announces a value.
 */
function canCorrect(apdu: CommandApdu, protocol: TransmissionProtocol): boolean {
  return apdu.le !== undefined && ((apdu.data?.length ?? 0) === 0 || protocol === 'T=1');
}

function isCase4(apdu: CommandApdu): boolean {
  return (apdu.data?.length ?? 0) > 0 && apdu.le !== undefined;
}

function readAnswer(bytes: Uint8Array): ResponseApdu {
  if (bytes.length >= 2) return decodeResponseApdu(bytes);
  throw new CardError('card.answer-malformed', 'The card answered without a status word.', {
    hint: 'Clean the contacts of the card and try again.',
    meaning: 'Whether the command was executed is unknown; read the card again.',
    clause: 'ISO/IEC 7816-4 5.1',
  });
}
