import type { CommandApdu, ResponseApdu } from '../../card/apdu.ts';
import { redactionOf } from '../../card/describe.ts';
import { encodeCompactScript } from '../../channel/scp80/script/compact.ts';
import { encodeExpandedScript } from '../../channel/scp80/script/expanded.ts';
import type { ScriptFailure } from '../../channel/scp80/script/expanded-answer.ts';
import { readScriptAnswer, type ScriptCoding } from '../../channel/scp80/script/read-script.ts';
import type { CardSession } from '../session.ts';
import type { OtaChannel } from './channel.ts';
import { type SendOptions, type SentPacket, sendPacket } from './send-packet.ts';

/** Compact: least bytes, the answer of the last command only. Expanded indefinite: the answer of each command. ETSI TS 102 226 5. */
export type ScriptFormat = ScriptCoding;

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
  options: SendOptions = {},
): Promise<ScriptRun> {
  const sent = await sendPacket(session, channel, tar, encodeScript(format, commands), {
    ...options,
    sensitive: commands.reduce((sum, apdu) => redactionOf(apdu, sum), options.sensitive ?? 'none'),
  });
  if (sent.proof === undefined)
    return { ...sent, executed: undefined, responses: [], failure: undefined, cutOff: false };
  const { executed, responses, failure } = readScriptAnswer(sent.proof.data, format);
  return { ...sent, executed, responses, failure, cutOff: responses.at(-1)?.sw === moreDataAvailable };
}
