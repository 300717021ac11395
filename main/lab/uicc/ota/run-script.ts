import type { ResponseApdu } from '../../../card/apdu.ts';
import { encodeTlv } from '../../../card/tlv/ber.ts';
import { attempt } from '../../../channel/scp80/attempt.ts';
import { decodeCompactScript, encodeCompactAnswer } from '../../../channel/scp80/script/compact.ts';
import {
  decodeExpandedScript,
  isExpandedScript,
  type ScriptItem,
} from '../../../channel/scp80/script/expanded.ts';
import {
  type ExpandedAnswer,
  encodeExpandedAnswer,
  type ScriptFailure,
} from '../../../channel/scp80/script/expanded-answer.ts';
import { badFormats } from '../../../channel/scp80/script/template.ts';
import type { Card } from '../os/card.ts';
import { status } from '../os/status.ts';
import { type RemotePlace, remoteSession } from './remote-session.ts';

/** Where a script runs, and how many bytes its answer may have. */
export interface ScriptPlace extends RemotePlace {
  readonly answerBuffer: number;
}

/** Runs a script of either format and returns its answer. Total. ETSI TS 102 226 5. */
export function runScript(card: Card, place: ScriptPlace, script: Uint8Array): Uint8Array {
  return isExpandedScript(script) ? runExpanded(card, place, script) : runCompact(card, place, script);
}

/** A script that is cut off is not begun: 6700 and no command executed. */
function runCompact(card: Card, place: ScriptPlace, script: Uint8Array): Uint8Array {
  const decoded = attempt(() => decodeCompactScript(script));
  if (!decoded.ok)
    return encodeCompactAnswer({ executed: 0, sw: status.wrongLength, data: new Uint8Array() });
  const run = remoteSession(card, place, 'T=0');
  let executed = 0;
  let last: ResponseApdu = { sw: status.ok, data: new Uint8Array() };
  for (const command of decoded.value) {
    last = run(command);
    executed++;
    if (isError(last.sw)) break;
  }
  return encodeCompactAnswer({ executed, ...fitting(last, place.answerBuffer - 3) });
}

/** Answers of the definite form have the last response only, those of the indefinite form all of them. */
function runExpanded(card: Card, place: ScriptPlace, script: Uint8Array): Uint8Array {
  const { coding, items, problem } = decodeExpandedScript(script);
  const run = remoteSession(card, place, 'T=1');
  let answer: ExpandedAnswer = { coding, executed: 0, responses: [] };
  let onError: Uint8Array | undefined;
  for (const item of items) {
    if (item.kind === 'error-action') {
      onError = item.value;
      answer = { ...answer, executed: answer.executed + 1 };
      continue;
    }
    const next =
      item.kind === 'command'
        ? addResponse(answer, run(item.apdu), place.answerBuffer)
        : act(card, answer, item);
    answer = next.answer;
    if (!next.goesOn) {
      if (next.failed && onError !== undefined) queueAction(card, onError);
      return encodeExpandedAnswer(answer);
    }
  }
  const failure: ScriptFailure | undefined =
    problem === undefined ? undefined : { kind: 'bad-format', code: badFormats.indexOf(problem) + 1 };
  return encodeExpandedAnswer(failure === undefined ? answer : { ...answer, failure });
}

interface Progress {
  readonly answer: ExpandedAnswer;
  readonly goesOn: boolean;
  readonly failed: boolean;
}

/** A response for which there is no room is cut with 62F1, and the script ends there. */
function addResponse(answer: ExpandedAnswer, response: ResponseApdu, limit: number): Progress {
  const failed = isError(response.sw);
  const before = answer.coding === 'definite' ? [] : answer.responses;
  const withResponse = (last: ResponseApdu): ExpandedAnswer => ({
    ...answer,
    executed: answer.executed + 1,
    responses: [...before, last],
  });
  const whole = withResponse(response);
  if (encodeExpandedAnswer(whole).length <= limit) return { answer: whole, goesOn: !failed, failed };
  const overhead = encodeExpandedAnswer(withResponse({ ...response, data: new Uint8Array() })).length;
  // Two bytes in reserve: longer length fields.
  const cut = fitting(response, Math.max(0, limit - overhead - 2));
  return {
    answer: withResponse({ ...cut, sw: failed ? response.sw : status.moreDataAvailable }),
    goesOn: false,
    failed,
  };
}

/** This card chains no scripts, and has no EF_RMA whose records an immediate action could name. */
function act(
  card: Card,
  answer: ExpandedAnswer,
  item: Exclude<ScriptItem, { kind: 'command' | 'error-action' }>,
): Progress {
  const fail = (failure: ScriptFailure): Progress => ({
    answer: { ...answer, failure },
    goesOn: false,
    failed: true,
  });
  if (item.kind === 'chaining') return fail({ kind: 'chaining', code: 2 });
  if (!queueAction(card, item.value)) return fail({ kind: 'immediate-action', code: 1 });
  return { answer: { ...answer, executed: answer.executed + 1 }, goesOn: true, failed: false };
}

/** The objects of a proactive command wait for FETCH; one byte (a record of EF_RMA, 81, 82) is not done. */
function queueAction(card: Card, value: Uint8Array): boolean {
  if (value.length < 2 || value.length > 253) return false;
  card.session.proactive.push(encodeTlv(0xd0, value));
  return true;
}

/** A script goes on after 9000, 61xx, 91xx and warnings. */
function isError(sw: number): boolean {
  const sw1 = sw >> 8;
  return sw !== status.ok && sw1 !== 0x61 && sw1 !== 0x62 && sw1 !== 0x63 && sw1 !== 0x91;
}

function fitting(response: ResponseApdu, room: number): ResponseApdu {
  if (response.data.length <= room) return response;
  return { sw: status.moreDataAvailable, data: response.data.slice(0, room) };
}
