import { fromHex, toHex } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import type { CardLink, TransmissionProtocol } from '../../card/link.ts';

export interface ScriptedLink extends CardLink {
  /** What was sent, lower-case hexadecimal. */
  readonly sent: readonly string[];
}

/**
 * A link whose answers the test gives: a list of hexadecimal answers, or a function of the command. `undefined` or the end of the list is a
 * card that has gone.
 */
export function scriptedLink(
  answers: readonly string[] | ((command: string) => string | undefined),
  protocol: TransmissionProtocol = 'T=0',
): ScriptedLink {
  const sent: string[] = [];
  return {
    atr: fromHex('3b9f96801fc78031e073fe211b63e208a8830f900089'),
    protocol,
    sent,
    exchange: (bytes) => {
      sent.push(toHex(bytes));
      const answer = typeof answers === 'function' ? answers(toHex(bytes)) : answers[sent.length - 1];
      return answer === undefined ? Promise.reject(gone()) : Promise.resolve(fromHex(answer));
    },
    reset: () => Promise.resolve(new Uint8Array()),
  };
}

function gone(): CardError {
  return new CardError('card.removed', 'The card was taken out.', { hint: 'Put it in again.' });
}
