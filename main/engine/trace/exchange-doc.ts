import { CardwrightError } from '../../base/error.ts';
import { type CommandApdu, decodeCommandApdu } from '../../card/apdu.ts';
import type { Sensitivity } from '../../card/command.ts';
import { describeCommand, redactionOf } from '../../card/describe.ts';
import type { ExchangeContext } from '../../card/link.ts';
import { describeStatusWord } from '../../card/status-word.ts';
import type { TraceDoc } from '../../contract/trace.ts';

const hidden = '••';

export interface SentCommand {
  readonly name: string;
  readonly ins: number;
  readonly command: string;
  readonly decoded: readonly string[];
  /** Which halves were, and are to be, hidden. */
  readonly redaction: Sensitivity;
}

/**
 * The command as a trace may show it. Bytes that are no command APDU are shown up to the header and, where anything says that they are
 * sensitive, no further.
 * @param owed redaction of the command whose answer a GET RESPONSE fetches
 */
export function describeSent(bytes: Uint8Array, context: ExchangeContext, owed: Sensitivity): SentCommand {
  const apdu = decoded(bytes);
  const header: CommandApdu = apdu ?? {
    cla: bytes[0] ?? 0,
    ins: bytes[1] ?? 0,
    p1: bytes[2] ?? 0,
    p2: bytes[3] ?? 0,
  };
  const own = redactionOf(header, context.sensitive);
  const redaction = header.ins === 0xc0 ? both(own, owed) : own;
  return {
    name: context.name,
    ins: header.ins,
    command: commandText(bytes, apdu, redaction),
    decoded: apdu === undefined ? ['Not a valid APDU'] : describeCommand(apdu).decoded,
    redaction,
  };
}

/** The answer as a trace may show it. Fewer than two bytes have no status word and are hidden like data. */
export function describeAnswer(
  bytes: Uint8Array,
  ins: number,
  redaction: Sensitivity,
): Pick<TraceDoc, 'response' | 'sw' | 'meaning'> {
  const data = bytes.length < 2 ? bytes : bytes.subarray(0, -2);
  const hides = redaction === 'response' || redaction === 'both';
  const response = hides ? hidden.repeat(data.length) : hexOf(data);
  if (bytes.length < 2) return { response, meaning: 'The answer has no status word' };
  const sw = (bytes[bytes.length - 2]! << 8) | bytes[bytes.length - 1]!;
  return {
    response,
    sw: hexOf(bytes.subarray(-2)).toUpperCase(),
    meaning: describeStatusWord(sw, ins).meaning,
  };
}

export function describeFailure(thrown: unknown): string {
  return thrown instanceof CardwrightError ? thrown.message : 'The exchange failed.';
}

/** Everything behind the length is hidden, Le too: a wrong Lc makes a byte of the data look like one. */
function commandText(bytes: Uint8Array, apdu: CommandApdu | undefined, redaction: Sensitivity): string {
  const hides = redaction === 'command' || redaction === 'both';
  if (!hides || (apdu !== undefined && apdu.data === undefined)) return hexOf(bytes);
  const extended = bytes[4] === 0;
  const start = apdu === undefined ? 4 : extended ? 7 : 5;
  return hexOf(bytes.subarray(0, start)) + hidden.repeat(Math.max(0, bytes.length - start));
}

function decoded(bytes: Uint8Array): CommandApdu | undefined {
  try {
    return decodeCommandApdu(bytes);
  } catch {
    return undefined;
  }
}

function both(a: Sensitivity, b: Sensitivity): Sensitivity {
  if (a === b || b === 'none') return a;
  return a === 'none' ? b : 'both';
}

/**
 * Lower-case hexadecimal. Thousands of these texts are kept: unlike one that grew digit by digit, which V8 keeps as a tree of its parts, this
 * one takes a byte a digit.
 */
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
