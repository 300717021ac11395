import type { CardFile, CardImage, CardKey, FileId } from './image.ts';

/** `image` with `file` in the place of the one with its handle, or added. */
export function withFile(image: CardImage, file: CardFile): CardImage {
  const files = new Map(image.files).set(file.id, file);
  return { ...image, files, nextFileId: Math.max(image.nextFileId, file.id + 1) };
}

export function withoutFiles(image: CardImage, gone: ReadonlySet<FileId>): CardImage {
  return {
    ...image,
    files: new Map([...image.files].filter(([id]) => !gone.has(id))),
    keys: image.keys.filter(({ home }) => home === undefined || !gone.has(home)),
  };
}

export function withKey(image: CardImage, key: CardKey): CardImage {
  return {
    ...image,
    keys: image.keys.map((old) => (old.reference === key.reference && old.home === key.home ? key : old)),
  };
}
