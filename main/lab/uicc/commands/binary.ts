import { requireAccess } from '../os/access.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Request } from '../os/command.ts';
import type { CardFile } from '../os/image.ts';
import { withFile } from '../os/image-edit.ts';
import { requireUsable } from '../os/life-cycle.ts';
import { Refusal } from '../os/refusal.ts';
import { efBySfi } from '../os/selection.ts';
import { status } from '../os/status.ts';

/** READ BINARY, ETSI TS 102 221 11.1.3. */
export const readBinary: CommandHandler = {
  name: 'READ BINARY',
  ins: 0xb0,
  cla: 'interindustry',
  case: 'out',
  run: (card, request) => {
    const { file, offset } = locate(card, request);
    requireAccess(card, request.channel, file, 'read');
    requireUsable(card.image, file);
    if (offset >= file.body.length) throw new Refusal(status.outsideFile);
    return { data: file.body.slice(offset), mayShorten: true };
  },
};

/** UPDATE BINARY, ETSI TS 102 221 11.1.4. */
export const updateBinary: CommandHandler = {
  name: 'UPDATE BINARY',
  ins: 0xd6,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => {
    const { data } = request;
    const { file, offset } = locate(card, request);
    if (data.length === 0) throw new Refusal(status.wrongLength);
    requireAccess(card, request.channel, file, 'update');
    requireUsable(card.image, file);
    if (offset >= file.body.length) throw new Refusal(status.outsideFile);
    if (offset + data.length > file.body.length) throw new Refusal(status.wrongLength);
    const body = file.body.slice();
    body.set(data, offset);
    card.commit(withFile(card.image, { ...file, body }));
    return {};
  },
};

/** P1 with bit 8: an SFI and the offset in P2; else the offset in 15 bits of P1 and P2. */
function locate(card: Card, { channel, p1, p2 }: Request): { file: CardFile; offset: number } {
  const bySfi = (p1 & 0x80) !== 0;
  if (bySfi && (p1 & 0x60) !== 0) throw new Refusal(status.wrongP1P2);
  const sfi = p1 & 0x1f;
  if (bySfi && (sfi === 0 || sfi === 31)) throw new Refusal(status.wrongP1P2);
  const file = efBySfi(card, channel, bySfi ? sfi : 0);
  if (file.header.structure !== 'transparent') throw new Refusal(status.incompatibleStructure);
  return { file, offset: bySfi ? p2 : (p1 << 8) | p2 };
}
