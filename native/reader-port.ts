import type { CardwrightError } from '../main/base/error.ts';
import type { CardLink } from '../main/card/link.ts';

/** Whether the PC/SC service (or its stand-in) answers. */
export type ServiceState = 'running' | 'not-running' | 'no-permission' | 'not-installed' | 'disabled';

export interface ReaderStatus {
  /** Unique among the attached readers. */
  readonly name: string;
  /** `held`: another program has the card exclusively. `mute`: a card is in, but gave no ATR. */
  readonly state: 'empty' | 'card' | 'mute' | 'held' | 'unavailable';
  readonly atr?: Uint8Array;
  /** Counts card insertions and removals where the service tells, so that a swap between two looks is noticed. */
  readonly insertions: number;
  readonly problem?: CardwrightError;
}

export interface ReaderSnapshot {
  readonly service: ServiceState;
  readonly problem?: CardwrightError;
  readonly readers: readonly ReaderStatus[];
}

/** An exclusive connection to the card in one reader. */
export interface ReaderConnection extends CardLink {
  /** Ends the connection. `power-off` leaves nothing verified behind; it is what a write ends with. Never rejects. */
  close(disposition: 'leave' | 'reset' | 'power-off'): Promise<void>;
}

/** A source of readers: PC/SC, or simulated cards in this process. */
export interface ReaderPort {
  /** Calls `listener` with the state now and after each change, until the returned function is called. */
  watch(listener: (snapshot: ReaderSnapshot) => void): () => void;
  /**
   * @throws ReaderError `reader.unknown`, `reader.held`, `reader.service-not-running`, `reader.no-permission`
   * @throws CardError `card.absent`, `card.mute`
   */
  connect(reader: string, signal?: AbortSignal): Promise<ReaderConnection>;
  close(): Promise<void>;
}
