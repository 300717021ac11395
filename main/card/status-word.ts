import { hex8 } from '../base/bytes.ts';

export interface StatusMeaning {
  /** One phrase for a technician, without the number. */
  readonly meaning: string;
  readonly kind: 'ok' | 'warning' | 'error';
  /** What to do next. */
  readonly hint?: string;
}

const ok = (meaning: string): StatusMeaning => ({ meaning, kind: 'ok' });
const warning = (meaning: string, hint?: string): StatusMeaning => ({
  meaning,
  kind: 'warning',
  ...(hint === undefined ? {} : { hint }),
});
const error = (meaning: string, hint?: string): StatusMeaning => ({
  meaning,
  kind: 'error',
  ...(hint === undefined ? {} : { hint }),
});

/** ETSI TS 102 221 10.2, ETSI TS 102 222 7 (6A89, 6A8A), 3GPP TS 51.011 9.4 for the words of older cards (92, 94, 98). */
const exact: ReadonlyMap<number, StatusMeaning> = new Map([
  [0x9000, ok('Done')],
  [0x9300, error('The card is busy with its own application', 'Wait a moment and send the command again.')],
  [0x9400, error('No file is selected')],
  [0x9402, error('The address is out of range')],
  [0x9404, error('The file or the pattern was not found')],
  [0x9408, error('The file has another structure than the command needs')],
  [0x9802, error('This PIN is not initialised')],
  [0x9804, error('Access refused, or the PIN was wrong')],
  [0x9808, error('This contradicts the status of the PIN')],
  [0x9810, error('This contradicts the status of the file')],
  [0x9840, error('The PIN is blocked', 'Unblock it with its PUK.')],
  [0x9850, error('The counter cannot be increased further')],
  [0x9862, error('Authentication failed: the card did not accept the network’s proof')],
  [0x9863, error('The security session or association has expired')],
  [0x9864, error('The card cannot be suspended for so long')],
  [0x6200, warning('Done with a warning; nothing changed')],
  [0x6281, warning('Part of the data may be corrupted', 'Read the file again.')],
  [0x6282, warning('The end came earlier than asked, or the search found nothing')],
  [0x6283, warning('The file is deactivated', 'Activate it before use.')],
  [0x6284, warning('The file is terminated', 'It cannot be used any more.')],
  [0x6285, warning('The application is not initialised')],
  [0x62f1, warning('More data are available')],
  [0x62f2, warning('More data are available and a proactive command waits')],
  [0x62f3, warning('An answer is available')],
  [0x6300, warning('Done with a warning; something changed')],
  [0x6381, warning('The file is full now')],
  [0x63f1, warning('The card expects more data')],
  [0x63f2, warning('The card expects more data and a proactive command waits')],
  [0x6400, error('Not executed; nothing changed')],
  [0x6500, error('Not completed; something may have changed', 'Read the file again.')],
  [0x6581, error('The card’s memory failed', 'Read the file again; replace the card if it happens again.')],
  [0x6700, error('Wrong length')],
  [0x6800, error('A function of this class is not supported')],
  [0x6881, error('Logical channels are not supported')],
  [0x6882, error('Secure messaging is not supported')],
  [0x6883, error('The last command of a chain is missing')],
  [0x6900, error('Command not allowed')],
  [0x6981, error('The file has another structure than the command needs')],
  [0x6982, error('The access condition is not met', 'Present the PIN or ADM that the file asks for.')],
  [0x6983, error('This PIN or key is blocked', 'Unblock it, or ask the issuer of the card.')],
  [0x6984, error('This PIN or key cannot be used now')],
  [0x6985, error('The conditions for this command are not met')],
  [0x6986, error('No elementary file is selected')],
  [0x6987, error('Secure messaging data are missing')],
  [0x6988, error('Secure messaging data are wrong')],
  [0x6989, error('This needs a secure channel')],
  [0x6a80, error('The command’s data are not acceptable')],
  [0x6a81, error('The function is not supported')],
  [0x6a82, error('File not found')],
  [0x6a83, error('Record not found')],
  [0x6a84, error('Not enough memory', 'Delete what is not needed, or create smaller files.')],
  [0x6a85, error('The length contradicts the structure of the data')],
  [0x6a86, error('Wrong parameters P1 and P2')],
  [0x6a87, error('The length contradicts P1 and P2')],
  [0x6a88, error('The referenced data, PIN or key do not exist')],
  [0x6a89, error('A file with this FID exists already')],
  [0x6a8a, error('An application with this AID exists already')],
  [0x6b00, error('Wrong parameters P1 and P2, or an offset behind the end')],
  [0x6d00, error('The card does not know this command')],
  [0x6e00, error('The card does not know this class of commands')],
  [0x6f00, error('The card failed without a diagnosis')],
]);

/** Commands for which 63Cx counts the remaining tries; elsewhere it counts retries of a write that succeeded. */
const verifyingInstructions = new Set([0x20, 0x24, 0x26, 0x28, 0x2c, 0x82, 0x88, 0x89]);

/** What a status word means; `ins` is the instruction it answered, where known. Every number from 0 to FFFF has a meaning. */
export function describeStatusWord(sw: number, ins?: number): StatusMeaning {
  return exact.get(sw) ?? describeFamily(sw >> 8, sw & 0xff, ins);
}

function describeFamily(sw1: number, sw2: number, ins: number | undefined): StatusMeaning {
  switch (sw1) {
    case 0x61:
      return ok(`Done; ${sw2 || 256} bytes of answer wait`);
    case 0x91:
      return ok(`Done; a proactive command of ${sw2 || 256} bytes waits`);
    case 0x92:
      return sw2 === 0x40
        ? error('The card’s memory failed', 'Read the file again; replace the card if it happens again.')
        : ok('Done, with news of a data transfer or after retries');
    case 0x9e:
      return warning(`The card reports a failed data download in ${sw2 || 256} bytes`);
    case 0x9f:
      return ok(`Done; ${sw2 || 256} bytes of answer wait`);
    case 0x62:
      return warning('Done with a warning; nothing changed');
    case 0x63:
      return (sw2 & 0xf0) === 0xc0
        ? describeCounter(sw2 & 0x0f, ins)
        : warning('Done with a warning; something changed');
    case 0x64:
      return error('Not executed; nothing changed');
    case 0x65:
      return error('Not completed; something may have changed', 'Read the file again.');
    case 0x67:
      return error('Wrong length');
    case 0x68:
      return error('A function of this class is not supported');
    case 0x69:
      return error('Command not allowed');
    case 0x6a:
      return error('Wrong parameters');
    case 0x6c:
      return error(`Wrong length: ${sw2 || 256} bytes are available`);
    case 0x6f:
      return error('The card failed without a diagnosis');
    case 0x94:
    case 0x98:
      return error('The card refused for a reason of its application');
    default:
      return error(`A status word that the standard does not know (${hex8(sw1)}${hex8(sw2)})`);
  }
}

function describeCounter(count: number, ins: number | undefined): StatusMeaning {
  if (ins !== undefined && !verifyingInstructions.has(ins))
    return warning(`Done, after ${count} internal retries`, 'The card’s memory is ageing; replace it soon.');
  const tries = count === 1 ? '1 try' : `${count} tries`;
  return count === 0
    ? error('No tries left: this PIN or key is blocked', 'Unblock it, or ask the issuer of the card.')
    : error(`${tries} left`, 'Check the value before you present it again.');
}
