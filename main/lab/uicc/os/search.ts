import { childByFid, fileOf } from './file-tree.ts';
import { type CardFile, type CardImage, masterFileHandle } from './image.ts';
import type { Channel } from './session.ts';

export const masterFileId = 0x3f00;
/** Stands for the ADF of the active application, ETSI TS 102 221 8.3. */
export const currentApplicationId = 0x7fff;

/**
 * The file that SELECT by FID means: a child of the current directory, its parent, its siblings among the directories, itself, the MF or
 * the active application. ETSI TS 102 221 8.4.1.
 */
export function searchByFid(image: CardImage, channel: Channel, fid: number): CardFile | undefined {
  if (fid === masterFileId) return fileOf(image, masterFileHandle);
  if (fid === currentApplicationId) return activeApplication(image, channel);
  const current = fileOf(image, channel.directory);
  const child = childByFid(image, current.id, fid);
  if (child !== undefined) return child;
  if (current.header.fid === fid) return current;
  const parent = fileOf(image, current.parent);
  if (parent.header.fid === fid) return parent;
  const sibling = childByFid(image, parent.id, fid);
  return sibling?.header.kind === 'df' ? sibling : undefined;
}

/** The file at a path of FIDs below `start`. 7FFF as the first element stands for the active application. ETSI TS 102 221 8.4.2. */
export function searchByPath(
  image: CardImage,
  channel: Channel,
  start: CardFile,
  fids: readonly number[],
): CardFile | undefined {
  let at: CardFile | undefined = start;
  for (const [i, fid] of fids.entries()) {
    if (at === undefined) return undefined;
    at =
      i === 0 && fid === currentApplicationId
        ? activeApplication(image, channel)
        : childByFid(image, at.id, fid);
  }
  return at;
}

export function activeApplication(image: CardImage, channel: Channel): CardFile | undefined {
  return channel.application === undefined ? undefined : image.files.get(channel.application);
}
