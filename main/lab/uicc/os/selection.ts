import { toHex } from '../../../base/bytes.ts';
import type { Card } from './card.ts';
import { childBySfi, fileOf } from './file-tree.ts';
import type { CardFile, CardImage } from './image.ts';
import { Refusal } from './refusal.ts';
import type { Channel } from './session.ts';
import { status } from './status.ts';

/** Makes `file` the current one of the channel, ETSI TS 102 221 8.4. */
export function makeCurrent(card: Card, channel: Channel, file: CardFile): void {
  requireShareable(card, channel, file);
  channel.record = undefined;
  if (file.header.kind === 'ef') {
    channel.directory = file.parent;
    channel.ef = file.id;
    return;
  }
  channel.directory = file.id;
  channel.ef = undefined;
  if (file.header.kind === 'adf') activate(card, channel, file);
}

/** The current EF. @throws Refusal 6986 */
export function currentEf(card: Card, channel: Channel): CardFile {
  if (channel.ef === undefined) throw new Refusal(status.noEfSelected);
  return fileOf(card.image, channel.ef);
}

/** The EF with this SFI in the current directory, made current; for SFI 0 the current EF. @throws Refusal 6A82, 6986 */
export function efBySfi(card: Card, channel: Channel, sfi: number): CardFile {
  if (sfi === 0) return currentEf(card, channel);
  const file = childBySfi(card.image, channel.directory, sfi);
  if (file === undefined) throw new Refusal(status.fileNotFound);
  if (file.id !== channel.ef) makeCurrent(card, channel, file);
  return file;
}

/** What the last selected application of a kind is kept under: RID and application code. */
export function applicationKind(aid: Uint8Array): string {
  return toHex(aid.subarray(0, 7));
}

function activate(card: Card, channel: Channel, adf: CardFile): void {
  channel.application = adf.id;
  const { selectedApplications } = card.session;
  selectedApplications.push(adf.id);
  if (selectedApplications.length > 64) selectedApplications.shift();
  const { aid } = adf.header;
  if (aid === undefined) return;
  const kind = applicationKind(aid);
  const kept = card.image.lastSelected.get(kind);
  if (kept === undefined || toHex(kept) !== toHex(aid)) card.commit(withLastSelected(card.image, kind, aid));
}

function withLastSelected(image: CardImage, kind: string, aid: Uint8Array): CardImage {
  return { ...image, lastSelected: new Map(image.lastSelected).set(kind, aid) };
}

/** A file that is not shareable can be current on one channel only, ETSI TS 102 221 8.7. @throws Refusal 6985 */
function requireShareable(card: Card, channel: Channel, file: CardFile): void {
  if (file.header.shareable !== false) return;
  for (const other of card.session.channels.values())
    if (other !== channel && (other.ef === file.id || other.directory === file.id))
      throw new Refusal(status.conditionsNotSatisfied);
}
