import type { AccessOperation } from '../../../card/access/types.ts';
import type { LifeCycle } from '../../../card/fcp-types.ts';
import { requireAccess } from '../os/access.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Reply, Request } from '../os/command.ts';
import { childByFid, fileOf } from '../os/file-tree.ts';
import { type CardFile, masterFileHandle } from '../os/image.ts';
import { withFile } from '../os/image-edit.ts';
import { withLifeCycle } from '../os/life-cycle.ts';
import { Refusal } from '../os/refusal.ts';
import { searchByPath } from '../os/search.ts';
import { currentEf } from '../os/selection.ts';
import { status } from '../os/status.ts';

/** ACTIVATE FILE, ETSI TS 102 221 11.1.15. */
export const activateFile: CommandHandler = {
  name: 'ACTIVATE FILE',
  ins: 0x44,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => change(card, request, addressed(card, request), 'activate', 'activated'),
};

/** DEACTIVATE FILE, ETSI TS 102 221 11.1.14: its content cannot be reached until it is activated again. */
export const deactivateFile: CommandHandler = {
  name: 'DEACTIVATE FILE',
  ins: 0x04,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => change(card, request, addressed(card, request), 'deactivate', 'deactivated'),
};

/** TERMINATE EF, ETSI TS 102 222 6.8: for good. */
export const terminateEf: CommandHandler = {
  name: 'TERMINATE EF',
  ins: 0xe8,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => {
    const file = addressed(card, request);
    if (file.header.kind !== 'ef') throw new Refusal(status.incompatibleStructure);
    return change(card, request, file, 'terminate', 'terminated');
  },
};

/** TERMINATE DF, ETSI TS 102 222 6.7: the directory with this FID, or without data the current one; for good, with all that is in it. */
export const terminateDf: CommandHandler = {
  name: 'TERMINATE DF',
  ins: 0xe6,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => {
    const current = fileOf(card.image, request.channel.directory);
    const file =
      request.data.length === 0 || names(current, request.data) ? current : addressed(card, request);
    if (file.header.kind === 'ef') throw new Refusal(status.incompatibleStructure);
    if (request.p1 !== 0 || request.p2 !== 0) throw new Refusal(status.wrongP1P2);
    return change(card, request, file, 'terminate', 'terminated');
  },
};

/** TERMINATE CARD USAGE, ETSI TS 102 222 6.9: the MF, for good. */
export const terminateCardUsage: CommandHandler = {
  name: 'TERMINATE CARD USAGE',
  ins: 0xfe,
  cla: 'interindustry',
  case: 'none',
  run: (card, request) => {
    if (request.p1 !== 0 || request.p2 !== 0) throw new Refusal(status.wrongP1P2);
    return change(card, request, fileOf(card.image, masterFileHandle), 'terminate', 'terminated');
  },
};

function names({ header }: CardFile, data: Uint8Array): boolean {
  return data.length === 2 && header.fid === ((data[0]! << 8) | data[1]!);
}

function change(
  card: Card,
  { channel }: Request,
  file: CardFile,
  operation: AccessOperation,
  to: LifeCycle,
): Reply {
  requireAccess(card, channel, file, operation);
  if (file.header.lifeCycle === 'terminated') throw new Refusal(status.conditionsNotSatisfied);
  if (file.header.lifeCycle !== to) card.commit(withFile(card.image, withLifeCycle(file, to)));
  return {};
}

/** P1 = 00: the child with this FID, or without data the current EF; 08 and 09: by path from the MF and from the current DF. */
function addressed(card: Card, { channel, p1, p2, data }: Request): CardFile {
  if (p2 !== 0) throw new Refusal(status.wrongP1P2);
  if (p1 === 0x00 && data.length === 0) return currentEf(card, channel);
  if (data.length === 0 || data.length % 2 !== 0 || (p1 === 0x00 && data.length !== 2))
    throw new Refusal(status.wrongLength);
  const fids = Array.from({ length: data.length / 2 }, (_, i) => (data[2 * i]! << 8) | data[2 * i + 1]!);
  const start = fileOf(card.image, p1 === 0x08 ? masterFileHandle : channel.directory);
  if (p1 !== 0x00 && p1 !== 0x08 && p1 !== 0x09) throw new Refusal(status.wrongP1P2);
  const file =
    p1 === 0x00
      ? childByFid(card.image, channel.directory, fids[0]!)
      : searchByPath(card.image, channel, start, fids);
  if (file === undefined) throw new Refusal(status.fileNotFound);
  return file;
}
