import type { CardImage } from './os/image.ts';

/** Where a card keeps its image while it has no power. */
export interface CardMemory {
  /** `undefined` for a card that has never been written. */
  load(): CardImage | undefined;
  /** Durable when it returns. */
  save(image: CardImage): void;
}

/** Forgets everything when the process ends. */
export function volatileMemory(image?: CardImage): CardMemory {
  let kept = image;
  return {
    load: () => kept,
    save: (next) => {
      kept = next;
    },
  };
}
