import { encodeTlv } from '../../../card/tlv/ber.ts';
import type { CommandHandler } from '../os/command.ts';
import { describeFile } from '../os/describe.ts';
import { fileOf } from '../os/file-tree.ts';
import { Refusal } from '../os/refusal.ts';
import { activeApplication } from '../os/search.ts';
import { status as sw } from '../os/status.ts';

/**
 * STATUS, ETSI TS 102 221 11.1.2. P1 tells of the start or end of an application session; this card takes note of neither.
 * Without an application its DF name is empty.
 */
export const status: CommandHandler = {
  name: 'STATUS',
  ins: 0xf2,
  cla: 'etsi',
  case: (_, p2) => (p2 === 0x0c ? 'none' : 'out'),
  run: (card, { channel, p1, p2 }) => {
    if (p1 > 0x02) throw new Refusal(sw.wrongP1P2);
    switch (p2) {
      case 0x00:
        return { data: describeFile(card, channel, fileOf(card.image, channel.directory)) };
      case 0x01: {
        const aid = activeApplication(card.image, channel)?.header.aid;
        return { data: encodeTlv(0x84, aid ?? new Uint8Array()) };
      }
      case 0x0c:
        return {};
      default:
        throw new Refusal(sw.wrongP1P2);
    }
  },
};
