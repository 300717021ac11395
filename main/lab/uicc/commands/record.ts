import { requireAccess } from '../os/access.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Request } from '../os/command.ts';
import type { CardFile } from '../os/image.ts';
import { withFile } from '../os/image-edit.ts';
import { requireUsable } from '../os/life-cycle.ts';
import { recordCountOf, recordOf, withNewestRecord, withRecord } from '../os/records.ts';
import { Refusal } from '../os/refusal.ts';
import { efBySfi } from '../os/selection.ts';
import type { Channel } from '../os/session.ts';
import { status } from '../os/status.ts';

/** READ RECORD, ETSI TS 102 221 11.1.5. */
export const readRecord: CommandHandler = {
  name: 'READ RECORD',
  ins: 0xb2,
  cla: 'interindustry',
  case: 'out',
  run: (card, request) => {
    const file = recordFile(card, request.channel, request.p2 >> 3);
    requireAccess(card, request.channel, file, 'read');
    requireUsable(card.image, file);
    const number = recordNumber(file, request);
    const record = recordOf(file, number);
    if (record === undefined) throw new Refusal(status.recordNotFound);
    if ((request.p2 & 0x07) !== 0x04) request.channel.record = number;
    return { data: record };
  },
};

/** UPDATE RECORD, ETSI TS 102 221 11.1.6: a cyclic file takes it in mode “previous” only and so loses its oldest record. */
export const updateRecord: CommandHandler = {
  name: 'UPDATE RECORD',
  ins: 0xdc,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => {
    const { channel, p2, data } = request;
    const file = recordFile(card, channel, p2 >> 3);
    requireAccess(card, channel, file, 'update');
    requireUsable(card.image, file);
    if (data.length !== file.header.recordLength) throw new Refusal(status.wrongLength);
    const mode = p2 & 0x07;
    if (file.header.structure === 'cyclic') {
      if (mode !== 0x03 || request.p1 !== 0) throw new Refusal(status.wrongP1P2);
      card.commit(withFile(card.image, withNewestRecord(file, data)));
      channel.record = 1;
      return {};
    }
    const number = recordNumber(file, request);
    if (number > recordCountOf(file)) throw new Refusal(status.recordNotFound);
    card.commit(withFile(card.image, withRecord(file, number, data)));
    if (mode !== 0x04) channel.record = number;
    return {};
  },
};

/** @throws Refusal 6A82, 6981, 6986 */
export function recordFile(card: Card, channel: Channel, sfi: number): CardFile {
  if (sfi === 31) throw new Refusal(status.wrongP1P2);
  const file = efBySfi(card, channel, sfi);
  const { structure } = file.header;
  if (structure !== 'linear-fixed' && structure !== 'cyclic') throw new Refusal(status.incompatibleStructure);
  return file;
}

/** P2 bits 3 to 1: 010 next, 011 previous, 100 the one in P1, where P1 = 00 is the current one. @throws Refusal 6A83, 6A86 */
function recordNumber(file: CardFile, { channel, p1, p2 }: Request): number {
  const mode = p2 & 0x07;
  const count = recordCountOf(file);
  const cyclic = file.header.structure === 'cyclic';
  if (mode === 0x04) {
    const number = p1 === 0 ? channel.record : p1;
    if (number === undefined) throw new Refusal(status.recordNotFound);
    return number;
  }
  if ((mode !== 0x02 && mode !== 0x03) || p1 !== 0) throw new Refusal(status.wrongP1P2);
  if (count === 0) throw new Refusal(status.recordNotFound);
  const next = mode === 0x02;
  if (channel.record === undefined) return next ? 1 : count;
  const number = channel.record + (next ? 1 : -1);
  if (number >= 1 && number <= count) return number;
  if (!cyclic) throw new Refusal(status.recordNotFound);
  return next ? 1 : count;
}
