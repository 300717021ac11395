import { isAllowed } from '../os/access.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler } from '../os/command.ts';
import { childByFid, fileOf, subtreeOf } from '../os/file-tree.ts';
import { type CardFile, masterFileHandle } from '../os/image.ts';
import { withoutFiles } from '../os/image-edit.ts';
import { Refusal } from '../os/refusal.ts';
import type { Channel } from '../os/session.ts';
import { status } from '../os/status.ts';

/**
 * DELETE FILE, ETSI TS 102 222 6.4: a child of the current directory by its FID, or the current directory itself, with everything
 * below it. The memory is free again.
 */
export const deleteFile: CommandHandler = {
  name: 'DELETE FILE',
  ins: 0xe4,
  cla: 'interindustry',
  case: 'in',
  run: (card, { channel, p1, p2, data }) => {
    if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
    if (data.length !== 2) throw new Refusal(status.wrongLength);
    const file = find(card, channel, (data[0]! << 8) | data[1]!);
    const parent = fileOf(card.image, file.parent);
    const allowed =
      isAllowed(card, channel, file, 'delete') || isAllowed(card, channel, parent, 'delete-child');
    if (!allowed) throw new Refusal(status.securityNotSatisfied);
    const gone = new Set(subtreeOf(card.image, file).map(({ id }) => id));
    if (usedElsewhere(card, channel, gone)) throw new Refusal(status.conditionsNotSatisfied);
    const wasDirectory = gone.has(channel.directory);
    card.commit(withoutFiles(card.image, gone));
    if (wasDirectory) channel.directory = parent.id;
    return {};
  },
};

function find(card: Card, channel: Channel, fid: number): CardFile {
  const directory = fileOf(card.image, channel.directory);
  const child = childByFid(card.image, directory.id, fid);
  if (child !== undefined) return child;
  if (directory.header.fid !== fid) throw new Refusal(status.fileNotFound);
  if (directory.id === masterFileHandle) throw new Refusal(status.conditionsNotSatisfied);
  return directory;
}

function usedElsewhere(card: Card, channel: Channel, files: ReadonlySet<number>): boolean {
  return [...card.session.channels.values()].some(
    (other) =>
      other !== channel && (files.has(other.directory) || (other.ef !== undefined && files.has(other.ef))),
  );
}
