import { concatBytes } from '../../../base/bytes.ts';
import { InputError } from '../../../base/error.ts';
import type { CommandApdu } from '../../../card/apdu.ts';
import { commandName } from '../../../card/instructions.ts';
import { malformedAnswer, malformedScript } from './errors.ts';

/**
 * Commands one after another as CLA INS P1 P2 P3 and data, ETSI TS 102 226 5.1.1. The format has no Le beside data: that of a case 4
 * command is left out, and a GET RESPONSE after it fetches its answer.
 * @throws InputError `script.answer-lost` for a command with an answer that is not the last (a GET RESPONSE may follow), `script.malformed`
 */
export function encodeCompactScript(commands: readonly CommandApdu[]): Uint8Array {
  for (const [i, command] of commands.entries())
    if (isOutgoing(command) && commands.slice(i + 1).some((next) => next.ins !== getResponse))
      throw new InputError(
        'script.answer-lost',
        `The answer of ${commandName(command)} would be lost: the compact format returns only the last one.`,
        {
          hint: 'Put the command at the end, or use the expanded format.',
          clause: 'ETSI TS 102 226 5.1.1',
        },
      );
  return concatBytes(...commands.map(encodeCommand));
}

/** Total: a command that is cut off is an InputError `script.malformed`. Whether P3 is Lc or Le follows from the instruction. */
export function decodeCompactScript(bytes: Uint8Array): readonly CommandApdu[] {
  const commands: CommandApdu[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [cla, ins, p1, p2, p3] = bytes.subarray(at, at + 5);
    if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined || p3 === undefined)
      throw malformedScript(`the command at byte ${at} is cut off`);
    const header = { cla, ins, p1, p2 };
    at += 5;
    if (isOutgoing(header)) commands.push({ ...header, le: p3 === 0 ? 256 : p3 });
    else {
      if (at + p3 > bytes.length)
        throw malformedScript(`the data of the command at byte ${at - 5} are cut off`);
      commands.push(p3 === 0 ? header : { ...header, data: bytes.slice(at, at + p3) });
      at += p3;
    }
  }
  return commands;
}

/** What a compact script answers, 5.1.2. */
export interface CompactAnswer {
  /** Commands executed, the failed one included, modulo 256. */
  readonly executed: number;
  /** Status word of the last command executed. */
  readonly sw: number;
  readonly data: Uint8Array;
}

export function encodeCompactAnswer({ executed, sw, data }: CompactAnswer): Uint8Array {
  return concatBytes([executed & 0xff, (sw >> 8) & 0xff, sw & 0xff], data);
}

/** Total: fewer than three bytes are a CardError `script.response-malformed`. */
export function decodeCompactAnswer(bytes: Uint8Array): CompactAnswer {
  const [executed, sw1, sw2] = bytes;
  if (executed === undefined || sw1 === undefined || sw2 === undefined)
    throw malformedAnswer(`it has only ${bytes.length} bytes`);
  return { executed, sw: (sw1 << 8) | sw2, data: bytes.slice(3) };
}

const getResponse = 0xc0;
/** GET CHALLENGE, READ BINARY, READ RECORD, GET RESPONSE, GET DATA and FETCH: they have an answer and no data. */
const outgoing = new Set([0x12, 0x84, 0xb0, 0xb2, 0xc0, 0xca]);

/** Case 2: P3 is Le. */
function isOutgoing({ cla, ins, p1, p2 }: Pick<CommandApdu, 'cla' | 'ins' | 'p1' | 'p2'>): boolean {
  if (outgoing.has(ins)) return true;
  // RETRIEVE DATA brings the tag with its first block, none with the next ones.
  if (ins === 0xcb) return (p2 & 0x80) === 0;
  return commandName({ cla, ins, p1 }) === 'STATUS';
}

function encodeCommand(command: CommandApdu): Uint8Array {
  const { cla, ins, p1, p2, data = new Uint8Array(), le } = command;
  if (isOutgoing(command)) {
    if (data.length > 0) throw malformedScript(`${commandName(command)} has no data in the compact format`);
    if (le !== undefined && (le < 1 || le > 256)) throw malformedScript('Le is not 1 to 256');
    return Uint8Array.of(cla, ins, p1, p2, (le ?? 256) & 0xff);
  }
  if (data.length > 255) throw malformedScript('a command has more than 255 bytes of data');
  if (data.length === 0 && le !== undefined)
    throw malformedScript(`${commandName(command)} with Le and without data is ambiguous`);
  return concatBytes([cla, ins, p1, p2, data.length], data);
}
