import type { CardFile, CardImage } from './image.ts';

/** What a file header takes in the memory of this card, in bytes. */
const headerBytes = 24;

export function bytesTakenBy(file: CardFile): number {
  return headerBytes + file.body.length;
}

/** Free bytes of file memory, as tag 83 of the FCP tells them. */
export function freeBytes(image: CardImage): number {
  let used = 0;
  for (const file of image.files.values()) used += bytesTakenBy(file);
  return Math.max(0, image.memory - used);
}
