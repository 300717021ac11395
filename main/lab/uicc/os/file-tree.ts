import { equalBytes } from '../../../base/bytes.ts';
import { InternalError } from '../../../base/error.ts';
import { type CardFile, type CardImage, type FileId, masterFileHandle } from './image.ts';

/** The file with this handle. A handle without file is a defect of the card OS. */
export function fileOf(image: CardImage, id: FileId): CardFile {
  const file = image.files.get(id);
  if (file === undefined)
    throw new InternalError('lab.file-handle', 'The software card lost a file.', {
      hint: 'Report this defect with the commands that led to it.',
      details: { handle: id },
    });
  return file;
}

export function isDirectory(file: CardFile): boolean {
  return file.header.kind !== 'ef';
}

export function childrenOf(image: CardImage, directory: FileId): readonly CardFile[] {
  return [...image.files.values()].filter(({ id, parent }) => parent === directory && id !== directory);
}

/** The child with this FID. ADFs are found by name only, ETSI TS 102 221 8.3. */
export function childByFid(image: CardImage, directory: FileId, fid: number): CardFile | undefined {
  return childrenOf(image, directory).find(
    ({ header }) => header.fid === fid && (header.kind === 'ef' || header.kind === 'df'),
  );
}

export function childBySfi(image: CardImage, directory: FileId, sfi: number): CardFile | undefined {
  return childrenOf(image, directory).find(({ header }) => header.kind === 'ef' && header.sfi === sfi);
}

/** ADFs in the order in which they were created. */
export function applicationsOf(image: CardImage): readonly CardFile[] {
  return [...image.files.values()].filter(({ header }) => header.kind === 'adf');
}

export function applicationByAid(image: CardImage, aid: Uint8Array): CardFile | undefined {
  return applicationsOf(image).find(({ header }) => header.aid !== undefined && equalBytes(header.aid, aid));
}

/** The directories a file is in, the nearest first, up to the MF; for a directory without itself. */
export function ancestorsOf(image: CardImage, file: CardFile): readonly CardFile[] {
  const found: CardFile[] = [];
  for (let at = file; at.id !== masterFileHandle; ) {
    at = fileOf(image, at.parent);
    found.push(at);
  }
  return found;
}

/** The file and everything below it. */
export function subtreeOf(image: CardImage, file: CardFile): readonly CardFile[] {
  return [file, ...childrenOf(image, file.id).flatMap((child) => subtreeOf(image, child))];
}
