import { hex16 } from '../base/bytes.ts';
import { AccessError, CardError, type CardwrightError, type ErrorAdvice } from '../base/error.ts';
import type { ResponseApdu } from './apdu.ts';
import { describeStatusWord } from './status-word.ts';

interface Refusal {
  readonly code: string;
  /** Access: a PIN, key or right is the reason. */
  readonly access?: true;
  readonly hint?: string;
  readonly meaning?: string;
}

const unharmed = 'The card is unharmed; nothing was written.';

/** Stable codes of the status words that have a reason of their own; all others are `card.refused`. */
const refusals: ReadonlyMap<number, Refusal> = new Map<number, Refusal>([
  [0x6982, { code: 'access.denied', access: true, meaning: unharmed }],
  [0x9804, { code: 'access.denied', access: true, hint: 'Present the PIN or ADM that the file asks for.' }],
  [
    0x6989,
    {
      code: 'access.secure-channel',
      access: true,
      hint: 'Use the secure channel of the card issuer.',
      meaning: unharmed,
    },
  ],
  [0x6983, { code: 'pin.blocked', access: true, meaning: 'The PIN or key can no longer be presented.' }],
  [0x9840, { code: 'pin.blocked', access: true, meaning: 'The PIN or key can no longer be presented.' }],
  [0x63c0, { code: 'pin.blocked', access: true, meaning: 'The PIN or key can no longer be presented.' }],
  [
    0x6984,
    {
      code: 'pin.unusable',
      access: true,
      hint: 'It is disabled or not initialised: use another key.',
      meaning: unharmed,
    },
  ],
  [
    0x6a88,
    {
      code: 'reference.not-found',
      hint: 'Check the key reference or tag; this card has none of that name.',
      meaning: unharmed,
    },
  ],
  [
    0x9862,
    {
      code: 'authentication.failed',
      access: true,
      hint: 'Check the keys of the subscription and the sequence number.',
    },
  ],
  [
    0x6a82,
    { code: 'file.not-found', hint: 'Look at the card’s report for the files it has.', meaning: unharmed },
  ],
  [
    0x6a83,
    {
      code: 'record.not-found',
      hint: 'Look at the card’s report for the records of this file.',
      meaning: unharmed,
    },
  ],
  [0x6a84, { code: 'card.full', meaning: unharmed }],
  [
    0x6a89,
    { code: 'file.exists', hint: 'Read the card again: the file is there already.', meaning: unharmed },
  ],
  [
    0x6a8a,
    {
      code: 'application.exists',
      hint: 'Read the card again: the application is there already.',
      meaning: unharmed,
    },
  ],
  [0x6283, { code: 'file.deactivated' }],
  [0x6284, { code: 'file.terminated' }],
  [
    0x6282,
    {
      code: 'file.short',
      hint: 'Read the card again: the file is shorter than expected.',
      meaning: unharmed,
    },
  ],
  [0x6281, { code: 'data.corrupted' }],
  [
    0x6981,
    {
      code: 'file.wrong-structure',
      hint: 'Read the card again: the file has another structure than expected.',
      meaning: unharmed,
    },
  ],
  [0x6986, { code: 'file.none-selected', hint: 'Select the file again.', meaning: unharmed }],
  [
    0x6985,
    {
      code: 'command.conditions',
      hint: 'Check the state of the file and of the application.',
      meaning: unharmed,
    },
  ],
  [
    0x6d00,
    {
      code: 'command.unsupported',
      hint: 'This card cannot do this; use another card or another way.',
      meaning: unharmed,
    },
  ],
  [0x6e00, { code: 'command.class-unsupported', hint: 'Check that this card is a UICC.', meaning: unharmed }],
  [
    0x6a81,
    {
      code: 'function.unsupported',
      hint: 'This card cannot do this; use another card or another way.',
      meaning: unharmed,
    },
  ],
  [0x6881, { code: 'channel.unsupported', hint: 'Work on the basic channel.', meaning: unharmed }],
  [
    0x6882,
    {
      code: 'secure-messaging.unsupported',
      hint: 'Send the command without secure messaging.',
      meaning: unharmed,
    },
  ],
  [
    0x6700,
    {
      code: 'command.length',
      hint: 'Read the card again: the file has another size than expected.',
      meaning: unharmed,
    },
  ],
  [
    0x6a80,
    { code: 'command.data', hint: 'The card accepts other data only; check the profile.', meaning: unharmed },
  ],
  [
    0x6a86,
    {
      code: 'command.parameters',
      hint: 'This card does not offer this form of the command.',
      meaning: unharmed,
    },
  ],
  [
    0x6a87,
    {
      code: 'command.parameters',
      hint: 'This card does not offer this form of the command.',
      meaning: unharmed,
    },
  ],
  [
    0x6b00,
    {
      code: 'command.parameters',
      hint: 'Read the card again: the file may be shorter than expected.',
      meaning: unharmed,
    },
  ],
  [
    0x6400,
    { code: 'card.not-executed', hint: 'Try again; if it fails again, replace the card.', meaning: unharmed },
  ],
  [0x6500, { code: 'card.memory', meaning: 'What the file holds is unknown; read it again.' }],
  [0x6581, { code: 'card.memory', meaning: 'What the file holds is unknown; read it again.' }],
  [0x9240, { code: 'card.memory', meaning: 'What the file holds is unknown; read it again.' }],
  [
    0x6f00,
    {
      code: 'card.failed',
      hint: 'Take the card out, put it in again and read it.',
      meaning: 'Whether the command was executed is unknown.',
    },
  ],
  [0x9300, { code: 'card.busy', meaning: unharmed }],
  [0x9850, { code: 'counter.at-maximum', hint: 'Reset the counter first.', meaning: unharmed }],
]);

/** Commands that present a PIN: 63Cx refuses. In other commands 63Cx reports internal retries of a write that succeeded. */
const presentsPin = /\bPIN\b|AUTHENTICATE/;

/**
 * Lets 9000 (and 91xx, 92xx) and the status words in `allowed` pass and returns the response; 63Cx passes too, except for commands
 * that present a PIN. `command` is the name in the standard's words, `READ BINARY`.
 * @throws AccessError `access.denied`, `pin.wrong` (`details.triesLeft`), `pin.blocked`, `pin.unusable`, `authentication.failed`
 * @throws CardError `file.not-found`, `card.full`, `command.unsupported`, … and `card.refused` for words without a code of their own
 */
export function expectStatus(
  response: ResponseApdu,
  command: string,
  ...allowed: readonly number[]
): ResponseApdu {
  const { sw } = response;
  if (allowed.includes(sw) || isSuccess(sw, command)) return response;
  throw refusalOf(sw, command);
}

/** The error for a status word that ended `command`; see {@link expectStatus}. */
export function refusalOf(sw: number, command: string): CardwrightError {
  const { meaning, hint } = describeStatusWord(sw);
  if (sw >> 4 === 0x63c && sw !== 0x63c0) return wrongPin(sw & 0x0f, command);
  const refusal = refusals.get(sw) ?? { code: 'card.refused' };
  const advice: ErrorAdvice = {
    hint: refusal.hint ?? hint ?? 'Read the card again; report the status word if it stays so.',
    clause: 'ETSI TS 102 221 10.2',
    details: { command, sw: hex16(sw) },
    ...(refusal.meaning === undefined ? {} : { meaning: refusal.meaning }),
  };
  const sentence = `${command}: ${meaning} (${hex16(sw)}).`;
  return refusal.access === true
    ? new AccessError(refusal.code, sentence, advice)
    : new CardError(refusal.code, sentence, advice);
}

function isSuccess(sw: number, command: string): boolean {
  if (sw >> 4 === 0x63c) return !presentsPin.test(command);
  return describeStatusWord(sw).kind === 'ok';
}

function wrongPin(triesLeft: number, command: string): AccessError {
  const tries = triesLeft === 1 ? '1 try is left' : `${triesLeft} tries are left`;
  return new AccessError('pin.wrong', `The value was refused; ${tries}.`, {
    hint: 'Check the value against the delivery papers of the card before you present it again.',
    meaning: 'One try of this PIN or key is used.',
    clause: 'ETSI TS 102 221 11.1.9',
    details: { command, triesLeft },
  });
}
