import { startsWithBytes } from '../../../base/bytes.ts';
import { selectDomain } from '../globalplatform/select-domain.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Reply, Request } from '../os/command.ts';
import { describeFile } from '../os/describe.ts';
import { applicationsOf, fileOf, isDirectory } from '../os/file-tree.ts';
import { type CardFile, masterFileHandle } from '../os/image.ts';
import { Refusal } from '../os/refusal.ts';
import { searchByFid, searchByPath } from '../os/search.ts';
import { applicationKind, makeCurrent } from '../os/selection.ts';
import type { Channel } from '../os/session.ts';
import { status } from '../os/status.ts';

/** SELECT, ETSI TS 102 221 11.1.1 and TS-0003 D.2.2.1. */
export const select: CommandHandler = {
  name: 'SELECT',
  ins: 0xa4,
  cla: 'interindustry',
  case: 'in-out',
  run: (card, request) => {
    const { channel, p2 } = request;
    const wantsNoData = (p2 & 0x0c) === 0x0c;
    if (card.image.manners.payment && request.p1 !== 0x04) throw new Refusal(status.fileNotFound);
    if ((p2 & 0x90) !== 0 || (p2 & 0x20) !== 0 || (p2 & 0x0c) === 0x08) throw new Refusal(status.wrongP1P2);
    if (request.p1 !== 0x04 && (p2 & 0x63) !== 0) throw new Refusal(status.wrongP1P2);
    const domain = selectDomain(card, request);
    if (domain !== undefined) return domain;
    const file = find(card, request);
    if (file === undefined) throw new Refusal(status.fileNotFound);
    makeCurrent(card, channel, file);
    const sw = statusOf(file);
    const reply: Reply = wantsNoData ? { sw } : { data: describeFile(card, channel, file), sw };
    if (request.p1 === 0x04 && (p2 & 0x60) === 0x40) terminateApplication(card, channel);
    return reply;
  },
};

function find(card: Card, { channel, p1, p2, data }: Request): CardFile | undefined {
  const { image } = card;
  const current = fileOf(image, channel.directory);
  switch (p1) {
    case 0x00:
      return searchByFid(image, channel, oneFid(data));
    case 0x01: {
      const child = searchByPath(image, channel, current, [oneFid(data)]);
      return child !== undefined && isDirectory(child) ? child : undefined;
    }
    case 0x03:
      if (data.length > 0) throw new Refusal(status.lcInconsistent);
      return current.id === masterFileHandle ? undefined : fileOf(image, current.parent);
    case 0x04:
      return findApplication(card, channel, data, p2 & 0x03);
    case 0x08:
      return searchByPath(image, channel, fileOf(image, masterFileHandle), fids(data));
    case 0x09:
      return searchByPath(image, channel, current, fids(data));
    default:
      throw new Refusal(status.wrongP1P2);
  }
}

/**
 * By DF name, whole or cut off at the right. A partial name must mean one application, unless one of those it fits was selected
 * in this session; “last” means the one last selected, also before the last power-off.
 */
function findApplication(
  card: Card,
  channel: Channel,
  name: Uint8Array,
  occurrence: number,
): CardFile | undefined {
  if (name.length === 0 || name.length > 16) throw new Refusal(status.lcInconsistent);
  const { image, session } = card;
  const fitting = applicationsOf(image).filter(
    ({ header }) => header.aid !== undefined && startsWithBytes(header.aid, name),
  );
  const exact = fitting.find(({ header }) => header.aid?.length === name.length);
  if (exact !== undefined) return exact;
  const latest = session.selectedApplications.findLast((id) => fitting.some((file) => file.id === id));
  const current = fitting.some(({ id }) => id === channel.application) ? channel.application : latest;
  const position = fitting.findIndex(({ id }) => id === current);
  switch (occurrence) {
    case 0x00:
      return fitting.length === 1 || position >= 0 ? fitting[0] : undefined;
    case 0x01: {
      const kinds = new Set(fitting.map(({ header }) => applicationKind(header.aid ?? new Uint8Array())));
      const kept = kinds.size === 1 ? image.lastSelected.get([...kinds][0]!) : undefined;
      return kept === undefined
        ? undefined
        : fitting.find(({ header }) => header.aid !== undefined && startsWithBytes(header.aid, kept));
    }
    case 0x02:
      return position < 0 ? undefined : fitting[position + 1];
    default:
      return position < 0 ? undefined : fitting[position - 1];
  }
}

/** P2 bits 7 and 6 = 10: the session of the application ends, the MF becomes current. */
function terminateApplication(card: Card, channel: Channel): void {
  const { application } = channel;
  channel.application = undefined;
  channel.directory = masterFileHandle;
  const stillActive = [...card.session.channels.values()].some((other) => other.application === application);
  if (stillActive || application === undefined) return;
  for (const handle of card.session.verified)
    if (handle.startsWith(`${application}/`)) card.session.verified.delete(handle);
}

function statusOf(file: CardFile): number {
  if (file.header.lifeCycle === 'deactivated') return status.deactivated;
  return file.header.lifeCycle === 'terminated' ? status.terminated : status.ok;
}

function oneFid(data: Uint8Array): number {
  if (data.length !== 2) throw new Refusal(status.wrongLength);
  return (data[0]! << 8) | data[1]!;
}

function fids(data: Uint8Array): readonly number[] {
  if (data.length === 0 || data.length % 2 !== 0) throw new Refusal(status.lcInconsistent);
  return Array.from({ length: data.length / 2 }, (_, i) => (data[2 * i]! << 8) | data[2 * i + 1]!);
}
