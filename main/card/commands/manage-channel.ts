import { CardError } from '../../base/error.ts';
import { highestChannel } from '../class-byte.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';

/** MANAGE CHANNEL open, ETSI TS 102 221 11.1.17: the card chooses the channel; parses to its number, 1 to 19. */
export function openChannel(): CardCommand<number> {
  return {
    name: 'MANAGE CHANNEL',
    apdu: { cla: 0x00, ins: 0x70, p1: 0x00, p2: 0x00, le: 1 },
    sensitive: 'none',
    changesCard: false,
    parse(response) {
      const [channel, ...more] = expectStatus(response, 'MANAGE CHANNEL').data;
      if (channel !== undefined && more.length === 0 && channel >= 1 && channel <= highestChannel)
        return channel;
      throw new CardError(
        'card.answer-malformed',
        'The card opened a logical channel without saying which.',
        {
          hint: 'Work on the basic channel.',
          clause: 'ETSI TS 102 221 11.1.17',
        },
      );
    },
  };
}

/** MANAGE CHANNEL close. What was verified on the channel stays so on others only where the card shares it. */
export function closeChannel(channel: number): CardCommand<void> {
  return {
    name: 'MANAGE CHANNEL',
    apdu: { cla: 0x00, ins: 0x70, p1: 0x80, p2: channel },
    sensitive: 'none',
    changesCard: false,
    parse: (response) => void expectStatus(response, 'MANAGE CHANNEL'),
  };
}
