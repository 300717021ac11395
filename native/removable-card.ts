import type { CardDevice } from '../main/card/device.ts';

/** A software card that can leave its reader and come back by itself, as a laboratory has it do. */
export interface RemovableCard extends CardDevice {
  /** In its reader. */
  readonly present: boolean;
  /** Calls `listener` after each removal and insertion, until the returned function is called. */
  watchPresence(listener: (present: boolean) => void): () => void;
}

function isRemovable(device: CardDevice): device is RemovableCard {
  return 'present' in device && 'watchPresence' in device;
}

/** Whether the card is in its reader; one that cannot leave it always is. */
export function isPresent(device: CardDevice): boolean {
  return !isRemovable(device) || device.present;
}

/** As {@link RemovableCard.watchPresence}; a card that cannot leave its reader never calls. */
export function watchPresence(device: CardDevice, listener: (present: boolean) => void): () => void {
  return isRemovable(device) ? device.watchPresence(listener) : () => undefined;
}
