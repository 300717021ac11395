import type { CommandHandler } from '../os/command.ts';
import { masterFileHandle } from '../os/image.ts';
import { Refusal } from '../os/refusal.ts';
import { newChannel } from '../os/session.ts';
import { status } from '../os/status.ts';

/** MANAGE CHANNEL, ETSI TS 102 221 11.1.17: the card assigns the number; a channel opened from another than 0 begins where that one is. */
export const manageChannel: CommandHandler = {
  name: 'MANAGE CHANNEL',
  ins: 0x70,
  cla: 'interindustry',
  answerLength: 1,
  case: (p1) => (p1 === 0x00 ? 'out' : 'none'),
  run: (card, { channel, p1, p2 }) => {
    const { channels } = card.session;
    if (p1 === 0x00) {
      if (p2 !== 0) throw new Refusal(status.wrongP1P2);
      const number = Array.from({ length: card.image.manners.channels }, (_, i) => i).find(
        (i) => !channels.has(i),
      );
      if (number === undefined) throw new Refusal(status.functionNotSupported);
      const opened = newChannel(number, channel.number === 0 ? masterFileHandle : channel.directory);
      if (channel.number !== 0) opened.application = channel.application;
      channels.set(number, opened);
      return { data: Uint8Array.of(number) };
    }
    if (p1 !== 0x80) throw new Refusal(status.wrongP1P2);
    const number = p2 === 0 ? channel.number : p2;
    if (number === 0) throw new Refusal(status.wrongP1P2);
    if (!channels.delete(number)) throw new Refusal(status.channelNotSupported);
    return {};
  },
};
