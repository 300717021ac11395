import type { CardImage } from './image.ts';
import type { Session } from './session.ts';

/** What commands work on: the persistent image, the volatile session and a source of randomness. */
export interface Card {
  /** As the last commit left it. */
  readonly image: CardImage;
  readonly session: Session;
  /**
   * Makes `next` the persistent state, all of it or nothing: what is not committed is lost with the power. A command that changes
   * the card ends with one commit; a PIN comparison commits its counter first.
   */
  commit(next: CardImage): void;
  random(length: number): Uint8Array;
}
