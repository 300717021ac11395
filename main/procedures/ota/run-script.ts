import type { CommandApdu, ResponseApdu } from '../../card/apdu.ts';
import { decodeCompactAnswer, encodeCompactScript } from '../../channel/scp80/script/compact.ts';
import { encodeExpandedScript } from '../../channel/scp80/script/expanded.ts';
import {
  decodeExpandedAnswer,
  isExpandedAnswer,
  type ScriptFailure,
} from '../../channel/scp80/script/expanded-answer.ts';
import type { CardSession } from '../session.ts';
import type { OtaChannel } from './channel.ts';
import { type SentPacket, sendPacket } from './send-packet.ts';

/** Compact: least bytes, the answer of the last command only. Expanded indefinite: the answer of each command. ETSI TS 102 226 5. */
export type ScriptFormat = 'compact' | 'expanded-definite' | 'expanded-indefinite';

/** What became of a script whose packet the card has accepted. */
export interface ScriptRun extends SentPacket {
  /** Commands executed, one that failed included; undefined where no proof of receipt came that could tell. */
  readonly executed: number | undefined;
  /** Of the last command, or of each one in the expanded indefinite form. */
  readonly responses: readonly ResponseApdu[];
  readonly failure: ScriptFailure | undefined;
  /** The answer was cut off for want of room (62F1): commands after it have not been executed. */
  readonly cutOff: boolean;
}

/** The compact answer counts modulo 256. */
export const mostCommands = 255;
const moreDataAvailable = 0x62f1;

/** The script as the application `tar` gets it. @throws InputError `script.answer-lost`, `script.malformed` */
export function encodeScript(format: ScriptFormat, commands: readonly CommandApdu[]): Uint8Array {
  if (format === 'compact') return encodeCompactScript(commands);
  const coding = format === 'expanded-definite' ? 'definite' : 'indefinite';
  return encodeExpandedScript(
    coding,
    commands.map((apdu) => ({ kind: 'command', apdu })),
  );
}

/** Sends the commands in one packet. @throws as {@link sendPacket}; CardError `script.response-malformed` */
export async function runScript(
  session: CardSession,
  channel: OtaChannel,
  tar: Uint8Array,
  commands: readonly CommandApdu[],
  format: ScriptFormat,
): Promise<ScriptRun> {
  const sent = await sendPacket(session, channel, tar, encodeScript(format, commands));
  if (sent.proof === undefined)
    return { ...sent, executed: undefined, responses: [], failure: undefined, cutOff: false };
  const { data } = sent.proof;
  const answer =
    isExpandedAnswer(data) && format !== 'compact' ? decodeExpandedAnswer(data) : ofCompact(data);
  const { executed, responses, failure } = answer;
  return { ...sent, executed, responses, failure, cutOff: responses.at(-1)?.sw === moreDataAvailable };
}

/** An application may answer an expanded script in the compact format when it cannot read it, 5.2.2. */
function ofCompact(data: Uint8Array) {
  const { executed, ...response } = decodeCompactAnswer(data);
  return { executed, responses: [response], failure: undefined };
}
