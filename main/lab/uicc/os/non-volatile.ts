import type { CardMemory } from '../memory.ts';
import type { CardImage } from './image.ts';
import { PowerCut } from './power-cut.ts';

/** The persistent memory of a card that is powered, with a cut that can be armed. */
export interface NonVolatile {
  readonly image: CardImage;
  commit(next: CardImage): void;
  /** The `n`-th commit from now (1 is the next) does not happen: the power goes first. 0 disarms. */
  cutAtCommit(n: number): void;
}

export function nonVolatile(first: CardImage, memory: CardMemory): NonVolatile {
  let image = first;
  let commitsLeft = 0;
  return {
    get image() {
      return image;
    },
    commit(next) {
      if (commitsLeft > 0) {
        commitsLeft--;
        if (commitsLeft === 0) throw new PowerCut();
      }
      memory.save(next);
      image = next;
    },
    cutAtCommit(n) {
      commitsLeft = n;
    },
  };
}
