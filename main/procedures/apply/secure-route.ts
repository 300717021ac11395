import { CardError, CardwrightError } from '../../base/error.ts';
import type { SecureSession } from '../globalplatform/secure-session.ts';
import type { Route } from '../plan/types.ts';

/**
 * The writing commands of a plan over an open secure channel. Cards that let their issuer write so need no ADM besides.
 *
 * A card that follows GlobalPlatform Card Specification 2.3.1 10.2.3 to the letter ends the channel when another application is selected on
 * its logical channel, so with the first file of a plan; UICCs whose files the issuer may write keep it. Opening it again would select the
 * security domain and leave the file: nothing is tried a second time, and the plan has to take another route.
 * @param authorises key references for which the card takes the issuer's C-MAC instead: they are not presented
 */
export function secureRoute(channel: SecureSession, authorises: ReadonlySet<number> = new Set()): Route {
  return {
    name: channel.protocol,
    authorises,
    mostData: channel.mostData,
    send: async (command) => {
      try {
        return await channel.run(command);
      } catch (error) {
        if (error instanceof CardwrightError && isOfNoChannel(error)) throw channelEnded(error);
        throw error;
      }
    },
  };
}

/**
 * How cards refuse a command of a channel that they do not have: class or instruction unknown, no secure messaging, its data missing or
 * wrong, no session. 6982 is none of them, for it is as well the answer of a file that the issuer may not write.
 */
const answersWithoutChannel: readonly unknown[] = ['6e00', '6d00', '6882', '6987', '6988', '6985'];

const isOfNoChannel = ({ details }: CardwrightError): boolean =>
  typeof details['sw'] === 'string' && answersWithoutChannel.includes(details['sw'].toLowerCase());

function channelEnded(cause: CardwrightError): CardError {
  const { command, sw } = cause.details;
  return new CardError('channel.ended', `The card no longer takes commands of the secure channel (${sw}).`, {
    hint: 'Make a new plan for this card and choose another route. Where the card is known to keep its channel, check the ENC key of the key set.',
    meaning:
      'The command was not executed. Many cards end the channel when the application of the files is selected.',
    clause: 'GlobalPlatform Card Specification 2.3.1 10.2.3',
    details: { ...(command === undefined ? {} : { command }), ...(sw === undefined ? {} : { sw }) },
    cause,
  });
}
