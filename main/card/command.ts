import type { CommandApdu, ResponseApdu } from './apdu.ts';

/** Which half of an exchange holds a secret and must never reach a trace. */
export type Sensitivity = 'none' | 'command' | 'response' | 'both';

/**
 * One command to a card: how it is written and how its answer is read. A command is a value; it knows no reader.
 * `parse` sees the answer after 61xx and 6Cxx have been resolved, on logical channel 0 or whichever the session uses, and throws
 * a CardError or AccessError for a status word it does not expect.
 */
export interface CardCommand<R> {
  /** In the standard's words, for traces and receipts: `READ BINARY`. */
  readonly name: string;
  /** With CLA for logical channel 0; the session puts the channel in. */
  readonly apdu: CommandApdu;
  readonly sensitive: Sensitivity;
  /** True when the command can change the card's persistent state: it is never repeated blindly. */
  readonly changesCard: boolean;
  parse(response: ResponseApdu): R;
}
