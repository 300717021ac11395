import type { LifeCycle } from '../../../card/fcp-types.ts';
import { ancestorsOf } from './file-tree.ts';
import type { CardFile, CardImage } from './image.ts';
import { Refusal } from './refusal.ts';
import { status } from './status.ts';

export function withLifeCycle(file: CardFile, lifeCycle: LifeCycle): CardFile {
  return { ...file, header: { ...file.header, lifeCycle } };
}

/** Content can be reached unless the file or a directory above it is deactivated or terminated. @throws Refusal 6985 */
export function requireUsable(image: CardImage, file: CardFile): void {
  for (const { header } of [file, ...ancestorsOf(image, file)])
    if (header.lifeCycle === 'deactivated' || header.lifeCycle === 'terminated')
      throw new Refusal(status.conditionsNotSatisfied);
}
